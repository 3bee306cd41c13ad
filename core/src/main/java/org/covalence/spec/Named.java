package org.covalence.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name by which one member of a sealed family of specs is chosen. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Named {
  String value();

  /** One sentence for the help. */
  String about();

  /** The modality an encoder reads; empty for families that are not encoders. */
  String modality() default "";
}
