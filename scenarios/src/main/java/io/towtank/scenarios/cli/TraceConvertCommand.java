package io.towtank.scenarios.cli;

import io.towtank.reports.file.Json;
import io.towtank.reports.format.Humanize;
import io.towtank.reports.table.Document;
import io.towtank.reports.table.Table;
import io.towtank.reports.table.Table.Column;
import io.towtank.scenarios.run.Version;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.tow.TowFormat;
import io.towtank.workloads.tow.TraceConversion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Converts a trace to a workload file. */
@Command(
    name = "convert",
    description =
        "Convert a trace to a workload file (.tow): nodes and pods in one compact file, sorted by"
            + " time, read without preparation. Memory does not grow with the trace.",
    footer = {
      "  bin/towtank trace convert scenarios/library/data/batch-pods.csv --trace-format towtank-csv --out out/batch.tow"
    })
final class TraceConvertCommand implements Callable<Integer> {
  private static final long QUIET_NANOS = 2_000_000_000L;

  @Spec private CommandSpec spec;
  @Mixin private TraceArguments arguments;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file to write, whose name ends in .tow; replaced if it is there.")
  private String out = "";

  @Mixin private PrintArguments print;

  @Option(names = "--quiet", description = "Show no progress.")
  private boolean quiet;

  @Override
  public Integer call() {
    Path file = OutputArguments.path("--out", out);
    if (!new TowFormat().claims(file)) {
      throw new InputException(
          "--out: found '" + out + "', expected a name that ends in " + TowFormat.ENDING);
    }
    TraceArguments.Trace trace = arguments.trace();
    TraceConversion conversion =
        new TraceConversion(
            trace.format(), trace.path(), trace.options(), arguments.nodes(), Version.get());
    TraceConversion.Result result = convert(conversion, file);
    print.out(() -> Json.pretty(tree(result)), () -> document(result));
    return ExitCode.OK;
  }

  private TraceConversion.Result convert(TraceConversion conversion, Path file) {
    PrintWriter err = spec.commandLine().getErr();
    long startNanos = System.nanoTime();
    try (ProgressLine line = Terminal.progress(out, "pods", err, quiet)) {
      return conversion.writeTo(
          file,
          pods -> {
            if (System.nanoTime() - startNanos > QUIET_NANOS) {
              line.update(pods, 0);
            }
          });
    }
  }

  private Document document(TraceConversion.Result result) {
    Table table = new Table(List.of(Column.words(""), Column.numbers("")));
    TraceAccounts accounts = result.accounts();
    rows(table, "rows", accounts);
    line(table, "pods made", accounts.podsMade());
    line(table, "  written", result.pods());
    reasons(table, "  left out", accounts.podsLeftOut());
    if (result.nodes() > 0) {
      rows(table, "node rows", result.nodeAccounts());
      line(table, "nodes", result.nodes());
      line(table, "machine events", result.machineEvents());
    }
    accounts.scales().forEach((resource, amount) -> table.row("scale of " + resource, amount));
    return new Document()
        .wholeTable(table)
        .line(out + "  " + Humanize.amount(result.bytes(), "bytes"));
  }

  private static void rows(Table table, String what, TraceAccounts accounts) {
    line(table, what + " read", accounts.rowsRead());
    line(table, "  used", accounts.rowsUsed());
    reasons(table, "  dropped", accounts.rowsDropped());
    reasons(table, "  repaired", accounts.rowsRepaired());
  }

  private static void reasons(Table table, String what, SortedMap<String, Long> counts) {
    counts.forEach((reason, count) -> line(table, what + ": " + reason, count));
  }

  private static void line(Table table, String what, long count) {
    table.row(what, Humanize.count(count));
  }

  private Map<String, @Nullable Object> tree(TraceConversion.Result result) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("file", out);
    tree.put("bytes", result.bytes());
    tree.put("trace", tree(result.accounts()));
    tree.put("podsWritten", result.pods());
    tree.put("nodes", result.nodes());
    tree.put("machineEvents", result.machineEvents());
    tree.put("nodeList", result.nodes() == 0 ? null : tree(result.nodeAccounts()));
    return tree;
  }

  private static Map<String, Object> tree(TraceAccounts accounts) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("rowsRead", accounts.rowsRead());
    tree.put("rowsUsed", accounts.rowsUsed());
    tree.put("rowsDropped", accounts.rowsDropped());
    tree.put("rowsRepaired", accounts.rowsRepaired());
    tree.put("podsMade", accounts.podsMade());
    tree.put("podsLeftOut", accounts.podsLeftOut());
    tree.put("scale", accounts.scales());
    return tree;
  }
}
