package io.towtank.workloads.dax;

import io.towtank.model.Labels;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.text.InputException;
import io.towtank.text.Shown;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.BudgetedBytes;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.Names;
import io.towtank.workloads.input.SpecCache;
import io.towtank.workloads.input.TraceFile;
import io.towtank.workloads.workflow.TaskRow;
import io.towtank.workloads.workflow.WorkflowFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The jobs of one file. Neither document types nor anything outside of the file are read. */
final class DaxJobs {
  static final String NO_RUN_TIME = "no run time";
  static final String NOT_A_JOB = "a dependency of a job that is not there: ignored";

  private static final long ELEMENT_BYTES_MAX = 1 << 22;
  private static final int DEPENDENCIES_MAX = 20_000_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final double CORES_MAX = CsvRow.CPU_MILLIS_MAX / 1000.0;

  private final Path file;
  private final long cpuMillis;
  private final long memoryBytes;
  private final TraceAccounts accounts;
  private final SpecCache specs = new SpecCache();
  private final Map<String, Job> jobById = new LinkedHashMap<>();
  private int dependencies;
  private String child = "";

  DaxJobs(Path file, long cpuMillis, long memoryBytes, TraceAccounts accounts) {
    this.file = file;
    this.cpuMillis = cpuMillis;
    this.memoryBytes = memoryBytes;
    this.accounts = accounts;
  }

  List<TaskRow> read(String workflow, long submitNanos) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    try (BudgetedBytes bytes =
        new BudgetedBytes(TraceFile.open(file, "XML"), ELEMENT_BYTES_MAX, "an element")) {
      XMLStreamReader xml = factory.createXMLStreamReader(bytes);
      while (xml.hasNext()) {
        bytes.renew();
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          take(xml);
        }
      }
      xml.close();
    } catch (XMLStreamException e) {
      throw new InputException(place(e) + ": no valid XML: " + detail(e), e);
    } catch (IOException e) {
      throw new InputException(file + ": " + TraceFile.reason(file, e), e);
    }
    if (jobById.isEmpty()) {
      throw new InputException(file + ": no jobs; expected elements 'job' below 'adag'");
    }
    List<TaskRow> rows = new ArrayList<>();
    for (Job job : jobById.values()) {
      if (job.durationNanos < 0) {
        accounts.drop(NO_RUN_TIME);
      } else {
        accounts.use();
        rows.add(row(job, workflow, submitNanos));
      }
    }
    return rows;
  }

  private void take(XMLStreamReader xml) {
    String element = xml.getLocalName();
    switch (element.substring(element.indexOf(':') + 1)) {
      case "job", "dag", "dax" -> add(xml);
      case "child" -> child = required(xml, "ref");
      case "parent" -> depend(required(xml, "ref"), xml);
      default -> {}
    }
  }

  private void add(XMLStreamReader xml) {
    Job job = new Job(required(xml, "id"));
    String name = attribute(xml, "name");
    job.name = name == null ? "" : name;
    job.durationNanos =
        attribute(xml, "runtime") == null
            ? -1
            : StrictMath.round(number(xml, "runtime", CsvRow.SECONDS_MAX) * NANOS_PER_SECOND);
    String cores = attribute(xml, "numcores") == null ? "cores" : "numcores";
    job.cpuMillis =
        attribute(xml, cores) == null
            ? cpuMillis
            : StrictMath.round(1000 * number(xml, cores, CORES_MAX));
    if (jobById.putIfAbsent(job.id, job) != null) {
      throw problem(xml, "job '" + Shown.plain(job.id) + "' is there twice");
    }
    if (jobById.size() > WorkflowFiles.TASKS_MAX) {
      throw problem(xml, "more than " + WorkflowFiles.TASKS_MAX + " jobs in a workflow");
    }
  }

  private void depend(String parent, XMLStreamReader xml) {
    if (++dependencies > DEPENDENCIES_MAX) {
      throw problem(xml, "more than " + DEPENDENCIES_MAX + " dependencies");
    }
    Job job = jobById.get(child);
    if (job == null) {
      accounts.repair(NOT_A_JOB);
    } else {
      job.parents.add(parent);
    }
  }

  private TaskRow row(Job job, String workflow, long submitNanos) {
    PodSpec spec =
        specs.get(
            job.cpuMillis,
            () -> PodSpec.builder().requests(ResourceList.of(job.cpuMillis, memoryBytes)).build());
    Pod pod =
        Pod.builder(Names.of(workflow + "-", job.id), spec)
            .labels(
                job.name.isEmpty() ? Labels.EMPTY : Labels.of("category", Names.of("", job.name)))
            .owner(new OwnerReference("Job", workflow))
            .durationNanos(job.durationNanos)
            .build();
    return new TaskRow(workflow, submitNanos, job.id, pod, 1, job.parents);
  }

  private double number(XMLStreamReader xml, String name, double max) {
    String text = required(xml, name);
    try {
      double number = Double.parseDouble(text);
      if (number >= 0 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw problem(
        xml,
        "attribute '%s': found %s, expected a number from 0 to %s"
            .formatted(name, Shown.quoted(text), max));
  }

  private String required(XMLStreamReader xml, String name) {
    String value = attribute(xml, name);
    if (value == null || value.isEmpty()) {
      throw problem(xml, "element '" + xml.getLocalName() + "' has no attribute '" + name + "'");
    }
    return value;
  }

  private static @Nullable String attribute(XMLStreamReader xml, String name) {
    return xml.getAttributeValue(null, name);
  }

  private InputException problem(XMLStreamReader xml, String what) {
    return new InputException(file + ":" + xml.getLocation().getLineNumber() + ": " + what);
  }

  private String place(XMLStreamException e) {
    return e.getLocation() == null || e.getLocation().getLineNumber() < 1
        ? file.toString()
        : file + ":" + e.getLocation().getLineNumber();
  }

  /** The last line of the parser's message, which is what was wrong. */
  private static String detail(XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    return Shown.sentence(
        message.substring(message.lastIndexOf('\n') + 1).replaceFirst("^Message: ", ""));
  }

  private static final class Job {
    private final String id;
    private final List<String> parents = new ArrayList<>();
    private String name = "";
    private long durationNanos;
    private long cpuMillis;

    private Job(String id) {
      this.id = id;
    }
  }
}
