package io.towtank.scenarios.bench;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What a measurement counts time by. */
public enum BenchClock {
  /** What a clock on the wall shows. */
  WALL {
    @Override
    long nanos() {
      return System.nanoTime();
    }
  },

  /**
   * Processor time of the measuring thread: steadier on a machine that others use too, but without
   * the share of the garbage collector's and the compiler's own threads.
   */
  CPU {
    @Override
    long nanos() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
  };

  /** Nanoseconds from some moment on. */
  abstract long nanos();

  /** Name in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
