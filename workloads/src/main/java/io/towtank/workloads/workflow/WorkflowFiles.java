package io.towtank.workloads.workflow;

import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.Names;
import io.towtank.workloads.input.PodBatch;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pods of files each of which is a workflow. They arrive one after the other, evenly. */
public final class WorkflowFiles implements ArrivalSource {
  /** Option: time from one workflow's arrival to the next; 1 min if it is not set. */
  public static final String INTER_ARRIVAL = "interArrival";

  /** Most tasks of a workflow. */
  public static final int TASKS_MAX = 1_000_000;

  static final String NO_ARRIVAL = "no arrival: arrives 'interArrival' after the one before";

  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final List<Path> files;
  private final Reader reader;
  private final long stepNanos;
  private final TraceAccounts accounts;
  private final Set<String> names = new HashSet<>();
  private Iterator<PodBatch> batches = Collections.emptyIterator();
  private @Nullable PodBatch batch;
  private int given;
  private int opened;
  private long timeNanos;
  private String position = "";

  /** What a format has to say of a file. */
  @FunctionalInterface
  public interface Reader {
    /**
     * The file's tasks, which the reader has counted.
     *
     * @param workflow name of the workflow
     * @param submitNanos when it is submitted
     */
    List<TaskRow> read(Path file, String workflow, long submitNanos);
  }

  /**
   * A source over files.
   *
   * @param files in the order in which their workflows arrive
   */
  public WorkflowFiles(
      List<Path> files, Reader reader, TraceOptions options, TraceAccounts accounts) {
    this.files = List.copyOf(files);
    this.reader = reader;
    this.accounts = accounts;
    stepNanos = options.nanos(INTER_ARRIVAL).orElse(MINUTE_NANOS);
  }

  @Override
  public @Nullable PodArrival next() {
    PodBatch current = batch;
    while (current == null || given == current.count()) {
      while (!batches.hasNext()) {
        if (opened == files.size()) {
          return null;
        }
        open(files.get(opened++));
      }
      current = batches.next();
      given = 0;
    }
    batch = current;
    return current.arrival(given++);
  }

  @Override
  public String position() {
    return position;
  }

  @Override
  public void close() {}

  private void open(Path file) {
    position = file.toString();
    String name = name(file);
    if (!names.add(name)) {
      name = name + "-file-" + opened;
      names.add(name);
    }
    List<TaskRow> tasks = reader.read(file, name, timeNanos);
    if (tasks.isEmpty()) {
      return;
    }
    if (opened > 1) {
      accounts.repair(NO_ARRIVAL);
    }
    batches = new Workflow(tasks, accounts).batches().iterator();
    if (timeNanos > Long.MAX_VALUE / 2 - stepNanos) {
      throw new InputException(
          position + ": arrives after the year 2100; expected a smaller 'interArrival'");
    }
    timeNanos += stepNanos;
  }

  private static String name(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString();
    int end = name.indexOf('.');
    return Names.of("", end > 0 ? name.substring(0, end) : name);
  }
}
