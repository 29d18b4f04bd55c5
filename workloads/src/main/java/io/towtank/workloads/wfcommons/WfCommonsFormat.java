package io.towtank.workloads.wfcommons;

import io.towtank.model.ArrivalStream;
import io.towtank.model.Node;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.TraceTables;
import io.towtank.workloads.workflow.WorkflowFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Workflows of scientific computing in WfFormat 1.2 to 1.6. Source: WfCommons, schema
 * "wfcommons-schema.json"; T. Coleman et al., "WfCommons: A framework for enabling scientific
 * workflow research and development", Future Generation Computer Systems 128 (2022).
 */
public final class WfCommonsFormat implements TraceFormat {
  /** Made by the service loader. */
  public WfCommonsFormat() {}

  @Override
  public String name() {
    return "wfcommons";
  }

  @Override
  public String summary() {
    return "WfCommons' WfFormat: scientific workflows as JSON, a file each";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(List.of(WorkflowFiles.INTER_ARRIVAL));
  }

  @Override
  public List<Node> readNodes(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return WfMachines.read(files(file), accounts);
  }

  @Override
  public ArrivalStream openPods(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    return Arrivals.of(
        () ->
            new WorkflowFiles(
                files(file),
                (path, workflow, submit) -> new WfTasks(path, accounts).read(workflow, submit),
                options,
                accounts),
        options,
        accounts);
  }

  /** The file itself, or those of a folder that may be JSON. */
  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    List<Path> files =
        TraceTables.in(path)
            .files(file -> file.toString().toLowerCase(Locale.ROOT).contains(".json"));
    if (files.isEmpty()) {
      throw new InputException(path + ": there is no .json file in the folder");
    }
    return files;
  }
}
