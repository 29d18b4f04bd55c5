package io.towtank.workloads.philly;

import io.towtank.model.Labels;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.CensoredLifetimes;
import io.towtank.workloads.input.JsonFields;
import io.towtank.workloads.input.JsonObjects;
import io.towtank.workloads.input.Names;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes a pod of each machine that a job ran on. The list is gone through once for its first
 * submission and its last time, for it is not in order of time.
 */
final class PhillyJobs implements ArrivalSource {
  static final String NEVER_RAN = "no attempt that ran";
  static final String NO_SUBMISSION = "no submitted_time";
  static final String FAILED = "failed or killed";
  static final String NO_GPUS = "no GPU in any attempt: requests none";
  static final String ENDS_BEFORE_IT_STARTS = "an attempt that ends before it starts: ignored";

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final JsonObjects objects;
  private final GpuSpecs specs;
  private final CensoredLifetimes censored;
  private final boolean countsAllAttempts;
  private final boolean dropsFailed;
  private final TraceAccounts accounts;
  private final Deque<PodArrival> ready = new ArrayDeque<>();
  private long startSecond = Long.MAX_VALUE;
  private long endSecond = Long.MIN_VALUE;

  private PhillyJobs(List<Path> files, TraceOptions options, TraceAccounts accounts) {
    this.accounts = accounts;
    specs = new GpuSpecs(options);
    censored = CensoredLifetimes.of(options, accounts);
    countsAllAttempts =
        options.word(PhillyFormat.ATTEMPTS, "all", List.of("all", "last")).equals("all");
    dropsFailed =
        options
            .word(PhillyFormat.FAILED_JOBS, "kept", List.of("kept", "dropped"))
            .equals("dropped");
    try (JsonObjects first = new JsonObjects(files)) {
      for (JsonNode job = first.next(); job != null; job = first.next()) {
        span(new JsonFields(job, first.position()));
      }
    }
    objects = new JsonObjects(files);
  }

  static ArrivalSource open(List<Path> files, TraceOptions options, TraceAccounts accounts) {
    return new PhillyJobs(files, options, accounts);
  }

  @Override
  public @Nullable PodArrival next() {
    while (ready.isEmpty()) {
      JsonNode job = objects.next();
      if (job == null) {
        return null;
      }
      String reason = read(new JsonFields(job, objects.position()));
      if (reason == null) {
        accounts.use();
      } else {
        accounts.drop(reason);
      }
    }
    return ready.poll();
  }

  @Override
  public String position() {
    return objects.position();
  }

  @Override
  public void close() {
    objects.close();
  }

  private void span(JsonFields job) {
    Long submitted = job.second("submitted_time");
    if (submitted != null) {
      startSecond = Math.min(startSecond, submitted);
      endSecond = Math.max(endSecond, submitted);
    }
    for (JsonFields attempt : job.objects("attempts")) {
      Long end = attempt.second("end_time");
      endSecond = end == null ? endSecond : Math.max(endSecond, end);
    }
  }

  /** Makes a job's pods; the reason where there are none. */
  private @Nullable String read(JsonFields job) {
    Long submitted = job.second("submitted_time");
    if (submitted == null) {
      return NO_SUBMISSION;
    }
    String status = job.text("status");
    if (dropsFailed && !status.toLowerCase(Locale.ROOT).equals("pass")) {
      return FAILED;
    }
    List<JsonFields> ran = new ArrayList<>(job.objects("attempts"));
    ran.removeIf(attempt -> attempt.second("start_time") == null);
    if (ran.isEmpty()) {
      return NEVER_RAN;
    }
    long arrival = (submitted - startSecond) * NANOS_PER_SECOND;
    long duration = durationNanos(ran);
    if (duration == CensoredLifetimes.LEFT_OUT) {
      return CensoredLifetimes.NO_END;
    }
    List<Integer> gpus = gpusByMachine(ran);
    String name = Names.of("", job.text("jobid"));
    if (name.isEmpty()) {
      throw job.error("jobid", "the job's id");
    }
    Labels labels =
        Labels.of("vc", Names.of("", job.text("vc")))
            .with("user", Names.of("", job.text("user")))
            .with("status", Names.of("", status));
    for (int i = 0; i < gpus.size(); i++) {
      Pod pod =
          Pod.builder(gpus.size() == 1 ? name : name + "-" + i, specs.of(gpus.get(i)))
              .labels(labels)
              .owner(new OwnerReference("Job", name))
              .durationNanos(duration)
              .build();
      ready.add(new PodArrival(arrival, pod));
    }
    return null;
  }

  /** How long the attempts ran together, or the last one. */
  private long durationNanos(List<JsonFields> ran) {
    long nanos = 0;
    for (JsonFields attempt : countsAllAttempts ? ran : ran.subList(ran.size() - 1, ran.size())) {
      long start = second(attempt, "start_time");
      if (attempt.second("end_time") == null) {
        long open = censored.durationNanos(start * NANOS_PER_SECOND, endSecond * NANOS_PER_SECOND);
        if (open < 0) {
          return open;
        }
        nanos += open;
      } else if (second(attempt, "end_time") < start) {
        accounts.repair(ENDS_BEFORE_IT_STARTS);
      } else {
        nanos += (second(attempt, "end_time") - start) * NANOS_PER_SECOND;
      }
    }
    return nanos;
  }

  private static long second(JsonFields attempt, String name) {
    Long second = attempt.second(name);
    return second == null ? 0 : second;
  }

  /** GPUs on each machine of the first attempt that tells of machines. */
  private List<Integer> gpusByMachine(List<JsonFields> ran) {
    for (JsonFields attempt : ran) {
      List<Integer> gpus = new ArrayList<>();
      for (JsonFields machine : attempt.objects("detail")) {
        int count = machine.texts("gpus").size();
        if (count > GpuSpecs.GPUS_MAX) {
          throw machine.error("gpus", "at most " + GpuSpecs.GPUS_MAX + " GPUs of a machine");
        }
        if (count > 0) {
          gpus.add(count);
        }
      }
      if (!gpus.isEmpty()) {
        return gpus;
      }
    }
    accounts.repair(NO_GPUS);
    return List.of(0);
  }
}
