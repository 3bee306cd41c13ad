package org.covalence.spec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One setting as declared on a spec: what help pages, flags and reference pages are made from.
 *
 * @param key the key in configuration files, and the flag without its two hyphens
 * @param about one sentence
 * @param fallback the default as a user would write it; empty where there is none
 * @param owner the names of the family members it belongs to; empty where it stands alone
 * @param isSwitch whether naming it without a value means {@code true}
 * @param isList whether it takes several values
 * @param isNeeded whether there is nothing to fall back to
 * @param range the numbers that fit, as {@code 1 to 8192}; empty where any value does
 * @param off the value that turns it off; empty where it is no part that could be left out
 * @param accepted the values it takes
 * @param isRepeated whether it says of a further encoder what another setting says of the first
 *     one; help pages leave it out
 */
public record Declared(
    String key,
    String about,
    String fallback,
    String owner,
    boolean isSwitch,
    boolean isList,
    boolean isNeeded,
    String range,
    String off,
    Accepted accepted,
    boolean isRepeated) {

  /** A setting that stands alone and takes any value. */
  public Declared(String key, String about, String fallback) {
    this(key, about, fallback, Accepted.ANY);
  }

  /** A setting that stands alone. */
  Declared(String key, String about, String fallback, Accepted accepted) {
    this(key, about, fallback, "", false, false, false, "", "", accepted, false);
  }

  /**
   * The settings of a spec record whose keys start with {@code prefix} (empty for none), in the
   * order of its components.
   */
  public static List<Declared> of(Class<? extends Record> spec, String prefix) {
    Named named = spec.getAnnotation(Named.class);
    return of(spec, prefix, named == null ? "" : named.value());
  }

  private static List<Declared> of(Class<? extends Record> spec, String prefix, String owner) {
    return Arrays.stream(spec.getRecordComponents())
        .flatMap(
            c ->
                c.getType().isRecord()
                    ? of(c.getType().asSubclass(Record.class), prefix, owner).stream()
                    : Stream.of(of(c, prefix, owner)))
        .toList();
  }

  private static Declared of(RecordComponent component, String prefix, String owner) {
    Setting setting = setting(component);
    Class<?> type = component.getType();
    return new Declared(
        key(component, prefix),
        setting.about(),
        setting.value(),
        owner,
        type == boolean.class,
        type == List.class,
        !List.of(Optional.class, List.class).contains(type) && setting.value().isEmpty(),
        range(setting),
        setting.off(),
        Accepted.of(single(component), setting),
        false);
  }

  /**
   * The settings of every member of a sealed family; a key that several members share stands once,
   * with all their names, and the words of each where they differ.
   */
  public static List<Declared> ofFamily(Class<?> family, String prefix) {
    return ofMembers(members(family), prefix);
  }

  /** As {@link #ofFamily}, for some members. */
  static List<Declared> ofMembers(List<Class<? extends Record>> members, String prefix) {
    Map<String, Declared> byKey = new LinkedHashMap<>();
    for (Class<? extends Record> member : members) {
      of(member, prefix).forEach(d -> byKey.merge(d.key(), d, Declared::sharedWith));
    }
    return List.copyOf(byKey.values());
  }

  private Declared sharedWith(Declared other) {
    return new Declared(
        key,
        both(about, other.about, other.owner),
        fallback,
        owner + ", " + other.owner,
        isSwitch,
        isList,
        isNeeded,
        both(range, other.range, other.owner),
        off,
        accepted.or(other.accepted),
        isRepeated);
  }

  /** This setting as one of a further encoder. */
  Declared asRepeated() {
    return new Declared(
        key, about, fallback, owner, isSwitch, isList, isNeeded, range, off, accepted, true);
  }

  private static String both(String one, String other, String owner) {
    return one.equals(other) ? one : one + "; " + owner + ": " + other;
  }

  /** The record types of a sealed family, in the order in which it permits them. */
  public static List<Class<? extends Record>> members(Class<?> family) {
    List<Class<? extends Record>> members = new ArrayList<>();
    for (Class<?> member : family.getPermittedSubclasses()) {
      if (member.isInterface()) {
        members.addAll(members(member));
      } else {
        members.add(member.asSubclass(Record.class));
      }
    }
    return members;
  }

  /** The type of one value of a component that may be optional. */
  private static Class<?> single(RecordComponent component) {
    Type type =
        component.getType() == Optional.class
            ? ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
            : component.getType();
    return type instanceof Class<?> c ? c : component.getType();
  }

  private static String range(Setting setting) {
    return Double.isInfinite(setting.min()) && Double.isInfinite(setting.max())
        ? ""
        : Specs.plain(setting.min()) + " to " + Specs.plain(setting.max());
  }

  static Setting setting(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      throw new IllegalStateException(component + " of a spec has no @Setting");
    }
    return setting;
  }

  static String key(RecordComponent component, String prefix) {
    String key = setting(component).key();
    if (key.startsWith("/")) {
      return key.substring(1);
    }
    String own =
        key.isEmpty()
            ? component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)
            : key;
    return prefix.isEmpty() ? own : prefix + "-" + own;
  }
}
