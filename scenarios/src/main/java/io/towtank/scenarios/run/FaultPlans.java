package io.towtank.scenarios.run;

import io.towtank.fault.FaultArgs;
import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultPlan;
import io.towtank.fault.FaultRegistry;
import io.towtank.fault.Timing;
import io.towtank.scenarios.spec.DistributionSpec;
import io.towtank.scenarios.spec.EverySpec;
import io.towtank.scenarios.spec.FaultSpec;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.failures.OutageTrace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fault schedule of a scenario; holds its traces open. */
final class FaultPlans implements AutoCloseable {
  private final List<FaultPlan> plans = new ArrayList<>();
  private final List<OutageTrace> traces = new ArrayList<>();

  /** Opens what the entries name, after whatever was opened before. */
  void open(List<FaultSpec> specs) {
    FaultRegistry registry = FaultRegistry.load();
    SortedMap<String, Integer> seen = new TreeMap<>();
    for (FaultSpec spec : specs) {
      FaultFactory factory = registry.named(spec.fault());
      String name = spec.name();
      if (name == null) {
        int number = seen.merge(spec.fault(), 1, Integer::sum);
        name = number == 1 ? spec.fault() : spec.fault() + "-" + number;
      }
      DistributionSpec repair = spec.repair();
      plans.add(
          new FaultPlan(
              name,
              factory,
              FaultArgs.of(factory.fields(), spec.fields().values()),
              spec.targets().toModel(),
              timing(spec),
              repair == null ? null : repair.toModel()::drawNanos,
              spec.sharedCause() == null ? null : spec.sharedCause().toModel()));
    }
  }

  private Timing timing(FaultSpec spec) {
    EverySpec every = spec.every();
    if (every != null) {
      return every.toModel();
    }
    Path trace = spec.trace();
    if (trace != null) {
      OutageTrace opened = OutageTrace.open(trace, new TraceAccounts());
      traces.add(opened);
      return new Timing.Trace(opened);
    }
    List<Duration> at = spec.at();
    return new Timing.At(at == null ? List.of() : at.stream().map(Duration::toNanos).toList());
  }

  /** The entries. */
  List<FaultPlan> plans() {
    return Collections.unmodifiableList(plans);
  }

  /** Reads the traces, each so far at most, for what is wrong with them. */
  void readTraces(int rowsMax) {
    for (OutageTrace trace : traces) {
      int rows = 0;
      while (rows < rowsMax && trace.next() != null) {
        rows++;
      }
    }
  }

  @Override
  public void close() {
    traces.forEach(OutageTrace::close);
  }
}
