package io.towtank.workloads.towtank;

import io.towtank.model.ArrivalStream;
import io.towtank.model.Node;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.Arrivals;
import java.nio.file.Path;
import java.util.List;

/**
 * Node and pod lists in Towtank's own CSV; its columns are told in {@code docs/workload-csv.md}.
 */
public final class TowtankCsvFormat implements TraceFormat {
  /** Made by the service loader. */
  public TowtankCsvFormat() {}

  @Override
  public String name() {
    return "towtank-csv";
  }

  @Override
  public String summary() {
    return "Towtank's own CSV with a header row: nodes, and pods with arrival and duration";
  }

  @Override
  public List<Node> readNodes(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return TowtankCsvNodes.read(file, accounts);
  }

  @Override
  public ArrivalStream openPods(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    boolean timed = options.replay() == ReplayMode.TIMED;
    return Arrivals.of(() -> TowtankCsvPods.open(file, timed, accounts), options, accounts);
  }
}
