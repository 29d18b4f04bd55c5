package io.towtank.workloads.towtank;

import io.towtank.model.ArrivalStream;
import io.towtank.model.Node;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.TablePart;
import io.towtank.workloads.parts.PartedFormat;
import java.nio.file.Path;
import java.util.List;

/**
 * Node and pod lists in Towtank's own CSV; its columns are told in {@code docs/workload-csv.md}.
 */
public final class TowtankCsvFormat implements PartedFormat {
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
    return Arrivals.of(() -> openPart(TablePart.whole(file), options, accounts), options, accounts);
  }

  @Override
  public List<TablePart> parts(Path path, TraceOptions options) {
    options.requireKnownTo(this);
    return TablePart.ofLines("", List.of(path));
  }

  @Override
  public ArrivalSource openPart(TablePart part, TraceOptions options, TraceAccounts accounts) {
    return TowtankCsvPods.open(part, options.replay() == ReplayMode.TIMED, accounts);
  }
}
