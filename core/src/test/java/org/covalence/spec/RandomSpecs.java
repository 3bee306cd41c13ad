package org.covalence.spec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Specs with any values that their declarations allow. */
final class RandomSpecs {
  private static final List<String> WORDS =
      List.of("x", "two words", "größer", "a=b#c", "mean:1,2,3 std:4,5,6", "日本", "0", "--flag");

  private RandomSpecs() {}

  static <R extends Record> R next(Class<R> spec, SplittableRandom random) {
    RecordComponent[] components = spec.getRecordComponents();
    try {
      var constructor =
          spec.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(
          Arrays.stream(components).map(c -> value(c, random)).toArray(Object[]::new));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Object value(RecordComponent component, SplittableRandom random) {
    if (component.getType().isRecord()) {
      return next(component.getType().asSubclass(Record.class), random);
    }
    Setting setting = component.getAnnotation(Setting.class);
    if (component.getType() != Optional.class) {
      return value(component.getType(), setting, random);
    }
    Type content = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    return random.nextBoolean() ? Optional.of(value(content, setting, random)) : Optional.empty();
  }

  private static Object value(Type type, Setting setting, SplittableRandom random) {
    if (type == int.class || type == Integer.class) {
      return (int) Math.floor(within(setting, Integer.MIN_VALUE, Integer.MAX_VALUE, random));
    } else if (type == long.class || type == Long.class) {
      return random.nextLong();
    } else if (type == double.class) {
      return within(setting, -1e9, 1e9, random);
    } else if (type == boolean.class) {
      return random.nextBoolean();
    } else if (type == String.class) {
      return WORDS.get(random.nextInt(WORDS.size()));
    } else if (type == Path.class) {
      return Path.of("folder of " + random.nextInt(9), WORDS.get(random.nextInt(WORDS.size())));
    } else if (type == List.class) {
      return random.nextBoolean() ? List.of("text", "image") : List.of("text");
    } else if (type instanceof Class<?> c && c.isEnum()) {
      return c.getEnumConstants()[random.nextInt(c.getEnumConstants().length)];
    }
    throw new AssertionError("no values of type " + type);
  }

  private static double within(
      Setting setting, double least, double most, SplittableRandom random) {
    double low = Math.max(least, setting.min());
    double high = Math.min(most, setting.max());
    return switch (random.nextInt(4)) {
      case 0 -> low;
      case 1 -> high;
      default -> low + random.nextDouble() * (high - low);
    };
  }
}
