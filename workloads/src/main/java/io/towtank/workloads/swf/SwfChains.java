package io.towtank.workloads.swf;

import io.towtank.text.InputException;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.input.Rows;
import io.towtank.workloads.workflow.TaskRow;
import io.towtank.workloads.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Jobs of which some wait for a job before them, and then for as long as their user thought about
 * its result. Jobs that hang together are a workflow, which arrives with the first of them; it is
 * made when all jobs have been read. The file is gone through once for the jobs that others name.
 */
final class SwfChains implements ArrivalSource {
  static final String NO_SUCH_JOB = "preceding job is not before it in the log: ignored";

  private static final int JOBS_MAX = 1_000_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final SwfJobs jobs;
  private final Rows rows;
  private final TraceAccounts accounts;
  private final Set<Long> named;
  private final Map<Long, List<TaskRow>> chainByJob = new HashMap<>();
  private final List<List<TaskRow>> chains = new ArrayList<>();
  private Iterator<PodBatch> batches = Collections.emptyIterator();
  private @Nullable Iterator<List<TaskRow>> made;
  private String position = "";

  private SwfChains(SwfJobs jobs, Rows rows, Set<Long> named, TraceAccounts accounts) {
    this.jobs = jobs;
    this.rows = rows;
    this.named = named;
    this.accounts = accounts;
  }

  static ArrivalSource open(Path file, TraceOptions options, TraceAccounts accounts) {
    Set<Long> named = new HashSet<>();
    try (Rows rows = SwfJobs.rows(file)) {
      for (CsvRow row = rows.next(); row != null; row = rows.next()) {
        long preceding = SwfJobs.precedingJob(row);
        if (preceding >= 0 && named.add(preceding) && named.size() > JOBS_MAX) {
          throw tooMany(row.position());
        }
      }
    } catch (IOException e) {
      throw new InputException(file + ": the file can't be read", e);
    }
    return new SwfChains(new SwfJobs(options, accounts), SwfJobs.rows(file), named, accounts);
  }

  @Override
  public @Nullable PodBatch next() {
    for (CsvRow row = made == null ? rows.next() : null; row != null; row = rows.next()) {
      PodBatch batch = jobs.read(row);
      if (batch != null) {
        accounts.use();
        position = row.position();
        if (!isHeld(row, batch)) {
          return batch;
        }
      }
    }
    if (made == null) {
      made = chains.iterator();
      chainByJob.clear();
    }
    while (!batches.hasNext()) {
      if (!made.hasNext()) {
        return null;
      }
      batches = new Workflow(made.next(), accounts).batches().iterator();
    }
    return batches.next();
  }

  /** Takes a job that waits for another, or for which another may wait. */
  private boolean isHeld(CsvRow row, PodBatch batch) {
    long job = SwfJobs.job(row);
    long preceding = SwfJobs.precedingJob(row);
    List<TaskRow> chain = preceding < 0 ? null : chainByJob.get(preceding);
    if (preceding >= 0 && chain == null) {
      accounts.repair(NO_SUCH_JOB);
    }
    if (chain == null && !named.contains(job)) {
      return false;
    }
    // A number that is there twice stands for the first job that has it.
    List<TaskRow> own = chain == null ? new ArrayList<>() : chain;
    boolean isNew = chainByJob.putIfAbsent(job, own) == null;
    if (chain == null) {
      if (!isNew) {
        return false;
      }
      chains.add(own);
    }
    if (chainByJob.size() > JOBS_MAX) {
      throw tooMany(row.position());
    }
    TaskRow first = own.isEmpty() ? null : own.get(0);
    own.add(
        new TaskRow(
            first == null ? name(job) : first.workflow(),
            first == null ? batch.timeNanos() : first.submitNanos(),
            name(job),
            batch.pod(),
            batch.count(),
            first == null ? List.of() : List.of(name(preceding)),
            StrictMath.round(SwfJobs.thinkSeconds(row) * NANOS_PER_SECOND)));
    return true;
  }

  private static String name(long job) {
    return "job-" + job;
  }

  private static InputException tooMany(String position) {
    return new InputException(
        "%s: more than %d jobs hang together by their preceding jobs; try '%s: ignore'"
            .formatted(position, JOBS_MAX, SwfFormat.DEPENDENCIES));
  }

  @Override
  public String position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
