package org.covalence.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares one component of a spec as something a user can set: the one place from which its flag,
 * its key in a configuration file, its help and its checks come.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** One sentence for the help. */
  String about();

  /**
   * The default as a user would write it; empty for a component that is optional or has no default.
   */
  String value() default "";

  /**
   * The key, where it is not the component's name in kebab case. A key that starts with {@code /}
   * is taken without the prefix.
   */
  String key() default "";

  /**
   * The value that turns it off, as a user would write it; empty for what is no part that could be
   * left out. An ablation leaves out whatever has one.
   */
  String off() default "";

  double min() default Double.NEGATIVE_INFINITY;

  double max() default Double.POSITIVE_INFINITY;
}
