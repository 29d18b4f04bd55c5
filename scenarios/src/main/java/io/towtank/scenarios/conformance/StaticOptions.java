package io.towtank.scenarios.conformance;

import java.util.List;
import java.util.function.Consumer;

/**
 * How a case without time was recorded.
 *
 * @param nominates whether a pod that preempted is nominated to the node
 * @param retriesNominated whether pods that preempted are tried once more at the end
 * @param compact whether only node, number of best nodes and their total are recorded
 */
record StaticOptions(boolean nominates, boolean retriesNominated, boolean compact) {
  private static final StaticOptions DEFAULT = new StaticOptions(true, false, false);
  private static final List<String> FIELDS = List.of("nominate", "retryNominated", "compact");

  /** Reads a case's options. */
  static StaticOptions of(CaseTree testCase, Consumer<String> warnings) {
    CaseTree options = testCase.optionalObject("options");
    if (options == null) {
      return DEFAULT;
    }
    options.warnOfOthers(FIELDS, warnings);
    return new StaticOptions(
        options.flag("nominate", true),
        options.flag("retryNominated", false),
        options.flag("compact", false));
  }
}
