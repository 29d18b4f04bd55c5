package io.towtank.reports.run;

import io.towtank.model.ResourceList;
import io.towtank.record.Decision;
import io.towtank.record.Distribution;
import io.towtank.record.NodeRow;
import io.towtank.record.PodOutcome;
import io.towtank.record.PodRow;
import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.record.SeriesSample;
import io.towtank.record.SeriesSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * A run as a simulation would record it: pods on nodes with CPU, memory and shareable GPUs, first
 * fit from a random node on. No more of a scheduler than the reports need to have something to say.
 */
public final class SampleRun {
  private static final long SECOND = 1_000_000_000L;
  private static final List<String> RESOURCES = List.of("cpu", "memory", "nvidia.com/gpu");
  private static final List<String> UNITS = List.of("millicores", "bytes", "milli");
  private static final long GIB = 1L << 30;

  private final Random random;
  private final boolean timed;
  private final String policy;
  private final long seed;
  private final long[][] allocatable;
  private final long[][] allocated;
  private final int[][] devices;
  private final List<long[]> running = new ArrayList<>();
  private final List<Long> waits = new ArrayList<>();
  private final int[] pods;
  private final long[] arrived = new long[3];
  private final long[] everArrived = new long[3];
  private final double[] peak = new double[3];
  private int inUsePeak;
  private int pending;
  private int neverFitting;
  private int succeeded;
  private final int podCount;

  private SampleRun(String policy, long seed, boolean timed, int nodes, int podCount) {
    this.policy = policy;
    this.seed = seed;
    this.timed = timed;
    this.random = new Random(seed);
    this.podCount = podCount;
    allocatable = new long[nodes][3];
    allocated = new long[nodes][3];
    devices = new int[nodes][];
    pods = new int[nodes];
    for (int n = 0; n < nodes; n++) {
      int gpus = n % 4 == 0 ? 0 : n % 4 == 1 ? 2 : 8;
      allocatable[n] = new long[] {n % 3 == 0 ? 64_000 : 96_000, 256 * GIB, gpus * 1000L};
      devices[n] = new int[gpus];
      java.util.Arrays.fill(devices[n], 1000);
    }
  }

  /** Records a run and sums it up. */
  public static RunSummary record(
      RunRecorder recorder, String policy, long seed, boolean timed, int nodes, int pods) {
    return new SampleRun(policy, seed, timed, nodes, pods).record(recorder);
  }

  private RunSummary record(RunRecorder recorder) {
    recorder.series(schema());
    long now = 0;
    for (int k = 1; k <= podCount; k++) {
      now = timed ? now + (long) (random.nextDouble() * 2 * 20 * SECOND) : k * SECOND;
      finish(now);
      arrive(recorder, k, now);
      recorder.sample(sample(now));
    }
    for (int n = 0; n < allocatable.length; n++) {
      recorder.node(node(n));
    }
    return summary(now);
  }

  private void arrive(RunRecorder recorder, int k, long now) {
    int gpu = random.nextInt(10);
    int milli = gpu < 3 ? 0 : gpu < 8 ? 250 + 250 * random.nextInt(4) : 1000 * (1 + gpu % 8);
    if (gpu == 9) {
      milli = 2000;
    }
    long[] request = {
      1000L * (1 + random.nextInt(12)), GIB * (2 + random.nextInt(30)), Math.min(milli, 8000)
    };
    for (int r = 0; r < 3; r++) {
      arrived[r] += request[r];
      everArrived[r] += request[r];
    }
    long duration = timed ? (long) (600 * SECOND * -Math.log(1 - random.nextDouble()) * 40) : -1;
    boolean never = random.nextInt(400) == 0;
    int node = never ? -1 : place(request);
    long wait = 0;
    if (timed && node >= 0) {
      wait = random.nextInt(3) == 0 ? (long) (SECOND * Math.exp(8 * random.nextDouble() - 3)) : 0;
      waits.add(wait);
      running.add(new long[] {now + wait + duration, node, request[0], request[1], request[2]});
    } else if (node >= 0) {
      waits.add(0L);
    }
    if (node < 0 && never) {
      neverFitting++;
    } else if (node < 0) {
      pending++;
    }
    TreeMap<String, Long> requests = new TreeMap<>();
    for (int r = 0; r < 3; r++) {
      requests.put(RESOURCES.get(r), request[r]);
    }
    String reason =
        never
            ? "0/" + pods.length + " nodes are available: " + pods.length + " Insufficient cpu."
            : "0/"
                + pods.length
                + " nodes are available: "
                + (pods.length - k % 7)
                + " Insufficient nvidia.com/gpu, "
                + k % 7
                + " Insufficient memory.";
    recorder.pod(
        new PodRow(
            "default",
            "openb-pod-" + k,
            "",
            0,
            ResourceList.of(requests),
            duration,
            now,
            1,
            node < 0 ? -1 : now + wait,
            node < 0 ? -1 : now + wait,
            -1,
            node < 0 ? "" : "openb-node-" + node,
            node >= 0 ? PodOutcome.RUNNING : never ? PodOutcome.NEVER_FITTING : PodOutcome.PENDING,
            node >= 0 ? "" : reason));
    if (recorder.wantsDecisions()) {
      recorder.decision(
          new Decision(
              now,
              "default/openb-pod-" + k,
              1,
              policy,
              2,
              "",
              null,
              List.of(
                  new Decision.NodeVerdict(
                      "openb-node-0",
                      new Decision.Refusal(
                          "NodeResourcesFit", "Unschedulable", List.of("Insufficient cpu")))),
              List.of("openb-node-1"),
              List.of(),
              List.of(),
              List.of("openb-node-1"),
              "openb-node-1",
              "",
              null));
    }
  }

  private int place(long[] request) {
    int start = policy.equals("random") ? random.nextInt(pods.length) : 0;
    for (int i = 0; i < pods.length; i++) {
      int n = (start + i) % pods.length;
      if (fits(n, request)) {
        for (int r = 0; r < 3; r++) {
          allocated[n][r] += request[r];
        }
        pods[n]++;
        takeDevices(n, (int) request[2]);
        return n;
      }
    }
    return -1;
  }

  private boolean fits(int n, long[] request) {
    for (int r = 0; r < 3; r++) {
      if (allocated[n][r] + request[r] > allocatable[n][r]) {
        return false;
      }
    }
    return true;
  }

  private void takeDevices(int n, int milli) {
    int left = milli;
    for (int d = 0; d < devices[n].length && left > 0; d++) {
      int taken = Math.min(left, devices[n][d]);
      devices[n][d] -= taken;
      left -= taken;
    }
  }

  private void finish(long now) {
    for (int i = running.size() - 1; i >= 0; i--) {
      long[] pod = running.get(i);
      if (pod[0] <= now) {
        int n = (int) pod[1];
        for (int r = 0; r < 3; r++) {
          allocated[n][r] -= pod[2 + r];
          arrived[r] -= pod[2 + r];
        }
        int give = (int) pod[4];
        for (int d = 0; d < devices[n].length && give > 0; d++) {
          int given = Math.min(give, 1000 - devices[n][d]);
          devices[n][d] += given;
          give -= given;
        }
        pods[n]--;
        succeeded++;
        running.remove(i);
      }
    }
  }

  private SeriesSchema schema() {
    List<SeriesSchema.Column> columns = new ArrayList<>();
    columns.add(new SeriesSchema.Column("nodes_in_use_count", "nodes", "nodes with a pod"));
    columns.add(new SeriesSchema.Column("nodes_lower_bound_count", "nodes", "lower bound"));
    for (String key : List.of("cpu", "memory", "nvidia_com_gpu")) {
      for (String what : List.of("arrived", "allocated", "stranded", "fragmented")) {
        columns.add(new SeriesSchema.Column(key + "_" + what + "_ratio", "ratio", what));
      }
    }
    return new SeriesSchema(columns);
  }

  private SeriesSample sample(long now) {
    double[] values = new double[14];
    int inUse = inUse();
    inUsePeak = Math.max(inUsePeak, inUse);
    values[0] = inUse;
    double bound = 0;
    for (int r = 0; r < 3; r++) {
      double total = total(allocatable, r);
      double used = total(allocated, r);
      peak[r] = Math.max(peak[r], used / total);
      bound = Math.max(bound, Math.ceil(used / total * pods.length));
      values[2 + 4 * r] = arrived[r] / total;
      values[3 + 4 * r] = used / total;
      values[4 + 4 * r] = 0.08 * (r + 1) * used / total * (1 - used / total);
      values[5 + 4 * r] = 0.2 * (r + 1) * used / total * (1 - used / total);
    }
    values[1] = Math.min(bound, inUse);
    return new SeriesSample(now, values);
  }

  private int inUse() {
    int inUse = 0;
    for (int count : pods) {
      inUse += count > 0 ? 1 : 0;
    }
    return inUse;
  }

  private static long total(long[][] amounts, int r) {
    long sum = 0;
    for (long[] node : amounts) {
      sum += node[r];
    }
    return sum;
  }

  private NodeRow node(int n) {
    List<NodeRow.Amount> amounts = new ArrayList<>();
    for (int r = 0; r < 3; r++) {
      if (allocatable[n][r] > 0) {
        amounts.add(
            new NodeRow.Amount(
                RESOURCES.get(r),
                UNITS.get(r),
                allocatable[n][r],
                allocated[n][r],
                allocated[n][r] / 3.0));
      }
    }
    List<Integer> free = new ArrayList<>();
    for (int device : devices[n]) {
      free.add(device);
    }
    String model = free.isEmpty() ? "" : free.size() == 2 ? "T4" : "V100M32";
    return new NodeRow(
        "openb-node-" + n, "zone-" + "abc".charAt(n % 3), model, pods[n], pods[n], amounts, free);
  }

  private RunSummary summary(long now) {
    List<RunSummary.ResourceFigures> resources = new ArrayList<>();
    List<RunSummary.Fragmentation> fragmentation = new ArrayList<>();
    for (int r = 0; r < 3; r++) {
      long all = total(allocatable, r);
      long used = total(allocated, r);
      double ratio = (double) used / all;
      resources.add(
          new RunSummary.ResourceFigures(
              RESOURCES.get(r),
              UNITS.get(r),
              all,
              used,
              everArrived[r],
              ratio / 2,
              peak[r],
              ratio,
              ratio / 2,
              0.05,
              0.08));
      fragmentation.add(
          new RunSummary.Fragmentation(
              RESOURCES.get(r),
              UNITS.get(r),
              (all - used) * 0.4,
              (all - used) * 0.4 / all,
              0.4,
              0.03));
    }
    waits.sort(null);
    double max = waits.isEmpty() ? 0 : waits.get(waits.size() - 1) / 1e9;
    Distribution wait =
        new Distribution(
            waits.size(),
            waits.stream().mapToLong(Long::longValue).average().orElse(0) / 1e9,
            quantile(0.5),
            quantile(0.9),
            quantile(0.99),
            max);
    TreeMap<String, Long> dropped = new TreeMap<>();
    dropped.put("no CPU requested", 3L);
    int lower = Math.max(1, (int) (inUsePeak * 0.93));
    return new RunSummary(
        new RunSummary.Provenance(
            "0.1.0",
            timed ? "A busy week of the openb trace" : "openb, 130 % of GPU",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            policy,
            seed,
            timed ? "timed" : "arrival-only",
            new TreeMap<>()),
        new RunSummary.Accounts(
            podCount,
            succeeded,
            0,
            (long) podCount - succeeded - pending - neverFitting,
            pending,
            neverFitting,
            podCount + 3L,
            podCount,
            dropped),
        now / 1e9,
        timed ? now / 1e9 : 0,
        new RunSummary.Scheduling(podCount, waits.size(), podCount - (long) waits.size(), 0, 0),
        wait,
        new Distribution(waits.size(), 0, 0, 0, 0, 0),
        timed ? new Distribution(succeeded, 1.2, 1, 1.4, 3.2, 9) : Distribution.NONE,
        new RunSummary.Nodes(pods.length, inUsePeak * 0.7, inUsePeak, inUse()),
        resources,
        new RunSummary.Packing(
            now / 1e9,
            inUsePeak,
            lower,
            (double) lower / inUsePeak,
            0.9 * lower / inUsePeak,
            List.of(
                new RunSummary.Bound("volume", "cpu", lower - 5),
                new RunSummary.Bound("martello-toth-l2", "nvidia.com/gpu", lower))),
        fragmentation,
        List.of(),
        "5d41402abc4b2a76b9719d911017c592",
        null);
  }

  private double quantile(double q) {
    return waits.isEmpty() ? 0 : waits.get((int) (q * (waits.size() - 1))) / 1e9;
  }
}
