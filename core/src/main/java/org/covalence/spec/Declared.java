package org.covalence.spec;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One setting as declared on a spec: what help pages, flags and reference pages are made from.
 *
 * @param key the key in configuration files, and the flag without its two hyphens
 * @param about one sentence
 * @param fallback the default as a user would write it; empty where there is none
 * @param owner the name of the family member it belongs to; empty where it stands alone
 * @param isSwitch whether naming it without a value means {@code true}
 */
public record Declared(String key, String about, String fallback, String owner, boolean isSwitch) {

  /** A setting that stands alone and takes a value. */
  public Declared(String key, String about, String fallback) {
    this(key, about, fallback, "", false);
  }

  /**
   * The settings of a spec record whose keys start with {@code prefix} (empty for none), in the
   * order of its components.
   */
  public static List<Declared> of(Class<? extends Record> spec, String prefix) {
    Named named = spec.getAnnotation(Named.class);
    String owner = named == null ? "" : named.value();
    return Arrays.stream(spec.getRecordComponents())
        .map(
            c ->
                new Declared(
                    key(c, prefix),
                    setting(c).about(),
                    setting(c).value(),
                    owner,
                    c.getType() == boolean.class))
        .toList();
  }

  /**
   * The settings of every member of a sealed family; a key that several members share stands once,
   * with the first one's words.
   */
  public static List<Declared> ofFamily(Class<?> family, String prefix) {
    List<Declared> all = new ArrayList<>();
    for (Class<? extends Record> member : members(family)) {
      for (Declared declared : of(member, prefix)) {
        if (all.stream().noneMatch(d -> d.key().equals(declared.key()))) {
          all.add(declared);
        }
      }
    }
    return all;
  }

  /** The record types of a sealed family, in the order in which it permits them. */
  static List<Class<? extends Record>> members(Class<?> family) {
    List<Class<? extends Record>> members = new ArrayList<>();
    for (Class<?> member : family.getPermittedSubclasses()) {
      members.add(member.asSubclass(Record.class));
    }
    return members;
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
