package io.towtank.testing;

import java.util.function.Supplier;
import java.util.stream.LongStream;

/** The seeds of tests over random histories. */
public final class Seeds {
  private Seeds() {}

  /**
   * The seed that {@code -Dtowtank.seed} names, or as many as {@code -Dtowtank.seeds} says.
   *
   * @param count how many where it says nothing
   */
  public static LongStream upTo(long count) {
    Long one = Long.getLong("towtank.seed");
    return one != null
        ? LongStream.of(one)
        : LongStream.rangeClosed(1, Long.getLong("towtank.seeds", count));
  }

  /**
   * Runs a test of one seed; a failure says how to replay it.
   *
   * @param test the test class
   * @param history what to tell of the history that failed
   */
  public static void replayable(Class<?> test, long seed, Runnable run, Supplier<String> history) {
    try {
      run.run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "seed "
              + seed
              + ", replay with: mvn -pl sim-core test -Dtest="
              + test.getSimpleName()
              + " -Dtowtank.seed="
              + seed
              + "\n"
              + e
              + "\n"
              + history.get(),
          e);
    }
  }
}
