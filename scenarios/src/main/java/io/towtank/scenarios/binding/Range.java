package io.towtank.scenarios.binding;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Bounds of a single value, both legal themselves. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface Range {
  /** Smallest legal value, as in a file; empty for none. */
  String min() default "";

  /** Largest legal value, as in a file; empty for none. */
  String max() default "";
}
