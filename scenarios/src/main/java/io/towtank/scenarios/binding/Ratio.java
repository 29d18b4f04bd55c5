package io.towtank.scenarios.binding;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A factor, written as such or as a percentage.
 *
 * @param value 1.3 for {@code 130%}
 */
public record Ratio(double value) implements Comparable<Ratio> {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,15})?)(%?)");
  private static final double PERCENT = 100;

  /**
   * The ratio of a text.
   *
   * @throws IllegalArgumentException if it is none; the message is a hint, or empty
   */
  public static Ratio parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("");
    }
    double number = Double.parseDouble(matcher.group(1));
    return new Ratio(matcher.group(2).isEmpty() ? number : number / PERCENT);
  }

  @Override
  public int compareTo(Ratio other) {
    return Double.compare(value, other.value);
  }
}
