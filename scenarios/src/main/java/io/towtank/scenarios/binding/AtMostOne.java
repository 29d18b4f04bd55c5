package io.towtank.scenarios.binding;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Of these fields no more than one may be given. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE})
public @interface AtMostOne {
  /** Names of fields. */
  String[] value();
}
