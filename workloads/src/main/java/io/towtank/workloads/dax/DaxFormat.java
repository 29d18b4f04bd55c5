package io.towtank.workloads.dax;

import io.towtank.model.ArrivalStream;
import io.towtank.model.ResourceNames;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.Arrivals;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.TraceTables;
import io.towtank.workloads.workflow.WorkflowFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Pegasus' abstract workflows (DAX, the format of its workflow gallery and generator). Source:
 * Pegasus, schemas "dax-2.1" to "dax-3.6"; G. Juve et al., "Characterizing and profiling scientific
 * workflows", Future Generation Computer Systems 29 (2013).
 */
public final class DaxFormat implements TraceFormat {
  /** Option: processors that a job requests where it does not say. */
  static final String CPU_PER_JOB = "cpuPerJob";

  /** Option: memory that each job requests; none if it is not set. */
  static final String MEMORY_PER_JOB = "memoryPerJob";

  /** Made by the service loader. */
  public DaxFormat() {}

  @Override
  public String name() {
    return "dax";
  }

  @Override
  public String summary() {
    return "Pegasus DAX: abstract workflows as XML, a file each";
  }

  @Override
  public SortedSet<String> optionNames() {
    return new TreeSet<>(List.of(WorkflowFiles.INTER_ARRIVAL, CPU_PER_JOB, MEMORY_PER_JOB));
  }

  @Override
  public boolean claims(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".dax") || name.endsWith(".dax.gz");
  }

  @Override
  public ArrivalStream openPods(Path file, TraceOptions options, TraceAccounts accounts) {
    options.requireKnownTo(this);
    long cpu = options.quantity(CPU_PER_JOB, ResourceNames.CPU, "1", CsvRow.CPU_MILLIS_MAX);
    long memory =
        options.text(MEMORY_PER_JOB).isEmpty()
            ? 0
            : options.quantity(MEMORY_PER_JOB, ResourceNames.MEMORY, "", CsvRow.MEMORY_BYTES_MAX);
    return Arrivals.of(
        () ->
            new WorkflowFiles(
                files(file),
                (path, workflow, submit) ->
                    new DaxJobs(path, cpu, memory, accounts).read(workflow, submit),
                options,
                accounts),
        options,
        accounts);
  }

  /** The file itself, or those of a folder that may be XML. */
  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    List<Path> files = TraceTables.in(path).files(DaxFormat::mayBeXml);
    if (files.isEmpty()) {
      throw new InputException(path + ": there is no .xml or .dax file in the folder");
    }
    return files;
  }

  private static boolean mayBeXml(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.contains(".xml") || name.contains(".dax");
  }
}
