package io.towtank.scenarios.yaml;

import io.towtank.text.InputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers everything that is wrong with an input, so that a user hears of all of it at once. */
public final class Problems {
  private static final int SHOWN_MAX = 50;
  private static final int KEPT_MAX = 1000;

  private final List<Problem> problems = new ArrayList<>();

  private record Problem(Location location, String line) {}

  /**
   * Notes a problem. A file with a thousand of them is no scenario: the reading ends there.
   *
   * @param path the field, empty where the problem is with the whole
   * @param message what was found and what was expected
   * @throws InputException with all problems, if there are too many to go on
   */
  public void add(Location location, String path, String message) {
    String field = path.isEmpty() ? "" : path + ": ";
    problems.add(new Problem(location, location + ": " + field + message));
    if (problems.size() == KEPT_MAX) {
      throw exception();
    }
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return problems.isEmpty();
  }

  /** The problems, one line each, in the order of their places. */
  public List<String> lines() {
    return problems.stream()
        .sorted(Comparator.comparing(Problem::location))
        .map(Problem::line)
        .distinct()
        .toList();
  }

  /**
   * Ends the reading if there are problems.
   *
   * @throws InputException with a line for each, at most 50
   */
  public void throwIfAny() {
    if (!problems.isEmpty()) {
      throw exception();
    }
  }

  /** All problems as one exception. */
  public InputException exception() {
    List<String> lines = lines();
    String shown = String.join("\n", lines.subList(0, Math.min(lines.size(), SHOWN_MAX)));
    int more = lines.size() - SHOWN_MAX;
    return new InputException(more > 0 ? shown + "\n... and " + more + " more problems" : shown);
  }
}
