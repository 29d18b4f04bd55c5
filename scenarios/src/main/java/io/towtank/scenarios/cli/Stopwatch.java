package io.towtank.scenarios.cli;

import java.lang.management.ManagementFactory;

/** Wall-clock time; it goes to a file of its own, because no two runs share it. */
final class Stopwatch {
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double NANOS_PER_SECOND = 1e9;

  private final double startupSeconds =
      ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS_PER_SECOND;
  private final long startNanos = System.nanoTime();

  /**
   * The figures of {@code timing.json}.
   *
   * @param startupSeconds from the start of the process to the start of the run
   * @param runSeconds duration of the run
   * @param decisionsPerSecond scheduling attempts in each second of it
   * @param javaVersion version of the Java that ran it
   */
  record Timing(
      double startupSeconds, double runSeconds, double decisionsPerSecond, String javaVersion) {}

  /**
   * The figures of a run that began with this stopwatch and has just ended.
   *
   * @param attempts scheduling attempts that it made
   */
  Timing timing(long attempts) {
    double runSeconds = Math.max(1, System.nanoTime() - startNanos) / NANOS_PER_SECOND;
    return new Timing(
        startupSeconds, runSeconds, attempts / runSeconds, Runtime.version().toString());
  }
}
