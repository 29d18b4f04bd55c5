package io.towtank.scenarios.cli;

import io.towtank.text.InputException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads seeds: {@code 1..5}, {@code 1,2,3} or {@code 1..3,7}. */
final class SeedList {
  private static final int SEEDS_MAX = 1000;
  private static final Pattern PART = Pattern.compile("(-?[0-9]{1,18})(?:\\.\\.(-?[0-9]{1,18}))?");

  private SeedList() {}

  /** The seeds in the order given, at most 1,000. */
  static List<Long> parse(String text) {
    Set<Long> seeds = new LinkedHashSet<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = PART.matcher(part.strip());
      if (!matcher.matches()) {
        throw refuse(text, "expected seeds such as 1..5 or 1,2,3");
      }
      long first = Long.parseLong(matcher.group(1));
      long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
      if (last < first) {
        throw refuse(text, "expected the smaller seed before the dots");
      }
      if (last - first >= SEEDS_MAX) {
        throw refuse(text, "expected at most " + SEEDS_MAX + " seeds");
      }
      for (long seed = first; seed <= last; seed++) {
        if (!seeds.add(seed)) {
          throw refuse(text, "the seed " + seed + " stands twice");
        }
      }
      if (seeds.size() > SEEDS_MAX) {
        throw refuse(text, "expected at most " + SEEDS_MAX + " seeds");
      }
    }
    return List.copyOf(seeds);
  }

  private static InputException refuse(String text, String why) {
    return new InputException("--seeds: found '" + text + "', " + why);
  }
}
