package io.towtank.workloads.input;

import io.towtank.model.Pod;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import java.util.List;

/**
 * What becomes of pods whose end the trace does not show, because it ends before them: the option
 * {@link #OPTION}.
 */
public final class CensoredLifetimes {
  /**
   * Option: {@code endless}, the pod never ends; {@code cut}, it ends when the trace does; {@code
   * drop}, it is left out.
   */
  public static final String OPTION = "censored";

  private static final String ENDLESS = "endless";
  private static final String CUT = "cut";
  private static final String DROP = "drop";

  /** Duration of a pod that is to be left out. */
  public static final long LEFT_OUT = Long.MIN_VALUE;

  private final String rule;
  private final TraceAccounts accounts;

  private CensoredLifetimes(String rule, TraceAccounts accounts) {
    this.rule = rule;
    this.accounts = accounts;
  }

  /**
   * The rule that the options name, {@code endless} where they name none.
   *
   * @param accounts where each use is counted: as a repair, or as a pod left out
   */
  public static CensoredLifetimes of(TraceOptions options, TraceAccounts accounts) {
    return new CensoredLifetimes(
        options.word(OPTION, ENDLESS, List.of(ENDLESS, CUT, DROP)), accounts);
  }

  /**
   * Duration of a pod that the trace doesn't see end, in nanoseconds.
   *
   * @param startNanos when it starts
   * @param traceEndNanos when the trace ends
   * @return {@link Pod#NEVER}, or {@link #LEFT_OUT}
   */
  public long durationNanos(long startNanos, long traceEndNanos) {
    switch (rule) {
      case CUT -> {
        accounts.repair("no end in the trace: ends with the trace");
        return Math.max(0, traceEndNanos - startNanos);
      }
      case DROP -> {
        accounts.leaveOut("no end in the trace");
        return LEFT_OUT;
      }
      default -> {
        accounts.repair("no end in the trace: never ends");
        return Pod.NEVER;
      }
    }
  }
}
