package io.towtank.scenarios.cli;

import io.towtank.model.ArrivalStream;
import io.towtank.scenarios.run.Progress;
import io.towtank.scenarios.run.ScenarioPods;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Pods that can be read more than once.
 *
 * @param name what the user calls them
 * @param opener opens them
 */
record TraceSource(String name, Opener opener) {
  /** Opens pods. */
  @FunctionalInterface
  interface Opener {
    /** The pods, from the first; rows are counted in the accounts. */
    ArrivalStream open(TraceAccounts accounts) throws IOException;
  }

  static TraceSource ofTrace(String name, Path file, TraceFormat format, TraceOptions options) {
    return new TraceSource(name, accounts -> format.openPods(file, options, accounts));
  }

  static TraceSource ofScenario(String name, Scenario scenario) {
    return new TraceSource(name, accounts -> ScenarioPods.open(scenario, accounts));
  }

  ArrivalStream open(TraceAccounts accounts) throws IOException {
    return opener.open(accounts);
  }

  /** The same pods; each opening counts from 0. */
  TraceSource watched(Progress progress) {
    return new TraceSource(name, accounts -> new WatchedArrivals(open(accounts), progress));
  }

  /** The name without its folders. */
  String shortName() {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }
}
