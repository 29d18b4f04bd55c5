package io.towtank.scenarios.binding;

import java.util.Locale;

/** Spellings of an enum's constants in files. */
public enum WordStyle {
  /** {@code arrival-only}. */
  KEBAB,
  /** {@code preFilter}. */
  LOWER_CAMEL,
  /** {@code NoSchedule}. */
  UPPER_CAMEL;

  /** The constant's name in this spelling. */
  public String spell(Enum<?> constant) {
    String[] parts = constant.name().toLowerCase(Locale.ROOT).split("_", -1);
    if (this == KEBAB) {
      return String.join("-", parts);
    }
    StringBuilder word = new StringBuilder();
    for (String part : parts) {
      boolean first = word.length() == 0;
      word.append(
          first && this == LOWER_CAMEL
              ? part
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return word.toString();
  }
}
