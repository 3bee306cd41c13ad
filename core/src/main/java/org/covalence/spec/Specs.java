package org.covalence.spec;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.covalence.store.CovalenceException;
import org.jspecify.annotations.Nullable;

/**
 * Turns settings into specs and specs back into settings. The two are inverse: writing a spec and
 * reading it gives an equal one, which is how a saved configuration repeats a run. Component types:
 * {@code int}, {@code long}, {@code double}, {@code boolean}, {@code String}, {@code Path}, enums,
 * lists of {@code String} or {@code Path} (separated by commas, or by line feeds where there are
 * any), and {@code Optional} of these. A component that is a record itself stands for all of its
 * components: so specs share what they have in common.
 */
public final class Specs {
  private Specs() {}

  /**
   * Reads one spec record. Values that do not fit are noted in {@code settings} and replaced by the
   * default, so that all faults are found in one go; {@link Settings#finish} reports them.
   */
  public static <R extends Record> R read(Class<R> spec, String prefix, Settings settings) {
    RecordComponent[] components = spec.getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] =
          components[i].getType().isRecord()
              ? read(components[i].getType().asSubclass(Record.class), prefix, settings)
              : value(components[i], prefix, settings);
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<R> constructor = spec.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof CovalenceException fault) {
        throw fault;
      }
      throw new IllegalStateException("a spec could not be built: " + spec.getName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a spec could not be built: " + spec.getName(), e);
    }
  }

  /**
   * Reads the member of a sealed family that {@code type} names, or reports the names that exist.
   */
  public static <F> F readFamily(
      Class<F> family, String type, String key, String prefix, Settings settings) {
    return readMember(family, Declared.members(family), type, key, prefix, settings);
  }

  /** As {@link #readFamily}, among some of the members only. */
  static <F> F readMember(
      Class<F> family,
      List<Class<? extends Record>> members,
      String type,
      String key,
      String prefix,
      Settings settings) {
    List<Declared> declared =
        members.stream().flatMap(m -> Declared.of(m, prefix).stream()).toList();
    settings.know(declared);
    for (Class<? extends Record> member : members) {
      if (name(member).equals(type)) {
        return family.cast(read(member, prefix, settings));
      }
    }
    List<String> names = members.stream().map(Specs::name).toList();
    settings.fault(
        key,
        "there is no "
            + type
            + "; choose one of "
            + String.join(", ", names)
            + Settings.nearest(type, names).map(n -> " (did you mean " + n + "?)").orElse(""));
    // What was set for the one that was meant is no fault of its own.
    declared.forEach(d -> settings.take(d.key()));
    return family.cast(read(members.get(0), prefix, new Settings()));
  }

  /** The name of a family member, as {@link Named} gives it. */
  public static String name(Class<?> member) {
    return named(member).value();
  }

  static Named named(Class<?> member) {
    Named named = member.getAnnotation(Named.class);
    if (named == null) {
      throw new IllegalStateException(member.getName() + " has no @Named");
    }
    return named;
  }

  /**
   * The settings that {@link #read} would make an equal spec of, by key, in the order of the
   * components; absent optionals are left out.
   */
  public static Map<String, String> write(Record spec, String prefix) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (RecordComponent component : spec.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        Object value = component.getAccessor().invoke(spec);
        if (value instanceof Record part) {
          settings.putAll(write(part, prefix));
        } else if (value instanceof Optional<?> optional) {
          optional.ifPresent(v -> settings.put(Declared.key(component, prefix), text(v)));
        } else {
          settings.put(Declared.key(component, prefix), text(value));
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a spec could not be read: " + spec, e);
      }
    }
    return settings;
  }

  static String text(Object value) {
    if (value instanceof List<?> list) {
      List<String> items = list.stream().map(Specs::text).toList();
      boolean simple = items.stream().noneMatch(item -> item.contains(","));
      return simple ? String.join(",", items) : String.join("\n", items) + "\n";
    }
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    return value.toString();
  }

  private static Object value(RecordComponent component, String prefix, Settings settings) {
    Setting setting = Declared.setting(component);
    String key = Declared.key(component, prefix);
    Optional<String> given = settings.take(key);
    boolean optional = component.getType() == Optional.class;
    Type type =
        optional
            ? ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
            : component.getGenericType();
    if (given.isPresent()) {
      try {
        Object parsed =
            parse(
                type,
                isList(type) ? given.get() : given.get().strip(),
                setting,
                settings.folder(key));
        return optional ? Optional.of(parsed) : parsed;
      } catch (IllegalArgumentException e) {
        settings.fault(key, String.valueOf(e.getMessage()));
      }
    }
    if (optional && setting.value().isEmpty()) {
      return Optional.empty();
    }
    if (type == Path.class && given.isEmpty() && setting.value().isEmpty()) {
      settings.fault(key, "is needed: " + setting.about());
    }
    Object fallback = parse(type, setting.value(), setting, Path.of(""));
    return optional ? Optional.of(fallback) : fallback;
  }

  private static Object parse(Type type, String text, Setting setting, Path folder) {
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      long number = wholeNumber(text);
      inRange(number, text, setting);
      if (type == int.class || type == Integer.class) {
        if (number != (int) number) {
          throw new IllegalArgumentException("expected a number below 2^31, found " + text);
        }
        return (int) number;
      }
      return number;
    }
    if (type == double.class || type == Double.class) {
      double number = number(text);
      inRange(number, text, setting);
      return number;
    }
    if (type == boolean.class || type == Boolean.class) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true", "yes", "on", "" -> true;
        case "false", "no", "off" -> false;
        default -> throw new IllegalArgumentException("expected true or false, found " + text);
      };
    }
    if (type == String.class) {
      return text;
    }
    if (type == Path.class) {
      return path(text, folder);
    }
    if (isList(type)) {
      Stream<String> items = items(text);
      return ((ParameterizedType) type).getActualTypeArguments()[0] == Path.class
          ? items.map(item -> path(item, folder)).toList()
          : items.toList();
    }
    if (type instanceof Class<?> c && c.isEnum()) {
      return Arrays.stream(c.getEnumConstants())
          .filter(e -> text(e).equals(text.toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "expected one of "
                          + Arrays.stream(c.getEnumConstants())
                              .map(Specs::text)
                              .collect(Collectors.joining(", "))
                          + ", found "
                          + text));
    }
    throw new IllegalStateException("a spec cannot have a component of type " + type);
  }

  private static boolean isList(Type type) {
    return type instanceof ParameterizedType;
  }

  private static Stream<String> items(String text) {
    if (text.isBlank()) {
      return Stream.empty();
    }
    String[] items = text.contains("\n") ? text.split("\n") : text.strip().split(",");
    return Arrays.stream(items).map(String::strip);
  }

  static long wholeNumber(String text) {
    try {
      return Long.parseLong(text.replace("_", ""));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected a whole number, found " + text, e);
    }
  }

  static double number(String text) {
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected a number, found " + text, e);
    }
    throw new IllegalArgumentException("expected a finite number, found " + text);
  }

  private static void inRange(double number, String text, Setting setting) {
    if (number < setting.min() || number > setting.max()) {
      throw new IllegalArgumentException(
          "expected a number from "
              + plain(setting.min())
              + " to "
              + plain(setting.max())
              + ", found "
              + text);
    }
  }

  /** A bound as people write it. */
  static String plain(double bound) {
    if (Double.isInfinite(bound)) {
      return bound < 0 ? "minus infinity" : "infinity";
    }
    return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
  }

  private static Path path(String text, Path folder) {
    try {
      return folder.resolve(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("not a path: " + text, e);
    }
  }
}
