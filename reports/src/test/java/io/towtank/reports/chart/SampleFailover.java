package io.towtank.reports.chart;

import io.towtank.record.Distribution;
import io.towtank.record.FailoverSummary;
import io.towtank.record.FaultEvent;
import io.towtank.record.FaultEvent.Kind;
import io.towtank.record.FaultRow;
import io.towtank.record.WorkloadRow;
import java.util.ArrayList;
import java.util.List;

/** A node crash under a deployment of three, as a run would record it. */
public final class SampleFailover {
  private static final long SECOND = 1_000_000_000L;
  private static final long CRASH = 1003 * SECOND;

  private SampleFailover() {}

  /** The fault. */
  public static FaultRow fault() {
    return new FaultRow(
        1,
        "crash",
        "node-crash",
        "node/n1",
        1,
        CRASH,
        CRASH + 47 * SECOND,
        CRASH + 347 * SECOND,
        CRASH + 349 * SECOND,
        CRASH + 366 * SECOND,
        -1,
        1,
        1,
        1,
        1,
        1 / 3.0,
        1,
        1 / 3.0,
        0,
        0,
        List.of(new FaultRow.ZoneHit("a", 1, 0.5)));
  }

  /** The workload. */
  public static WorkloadRow workload() {
    return new WorkloadRow(
        "Deployment", "default", "web", 3, 3, 3600, 1, 9, 0.9, 1, 0.97, 366, 0, 1, 0, 0);
  }

  /** All figures. */
  public static FailoverSummary summary(double readySeconds) {
    return new FailoverSummary(
        1,
        0,
        1,
        1,
        1,
        only(47),
        only(347),
        only(349),
        only(readySeconds),
        0,
        0,
        1,
        readySeconds,
        1,
        1,
        1 - readySeconds / 3600,
        1 - readySeconds / 10_800,
        1.47,
        0,
        1,
        List.of(new FailoverSummary.Zone("a", 1, 1, 0.5)),
        List.of(new FailoverSummary.Budget("default/web", 2, 30, 0)),
        List.of(fault()),
        List.of(workload()));
  }

  private static Distribution only(double value) {
    return new Distribution(1, value, value, value, value, value);
  }

  /** The steps, and some of another fault. */
  public static List<FaultEvent> events() {
    List<FaultEvent> events = new ArrayList<>();
    String pod = "default/web-6d4b75cb6d-x8zqk";
    String next = "default/web-6d4b75cb6d-7hjrp";
    add(events, 0, Kind.BEGAN, "node/n1", "node-crash");
    add(events, 47, Kind.NODE_NOT_READY, "n1", "Ready=Unknown");
    add(events, 47, Kind.POD_UNREADY, pod, "n1");
    add(events, 47, Kind.NODE_TAINTED, "n1", "node.kubernetes.io/unreachable:NoSchedule");
    add(events, 47, Kind.NODE_TAINTED, "n1", "node.kubernetes.io/unreachable:NoExecute");
    add(events, 347, Kind.POD_EVICTED, pod, "DeletionByTaintManager");
    add(events, 347, Kind.REPLACEMENT_CREATED, next, pod);
    add(events, 349, Kind.REPLACEMENT_BOUND, next, "n2");
    add(events, 358, Kind.REPLACEMENT_STARTED, next, "n2");
    add(events, 366, Kind.REPLACEMENT_READY, next, "n2");
    events.add(new FaultEvent(2, CRASH, Kind.BEGAN, "node/n9", "kubelet-hang"));
    return events;
  }

  private static void add(
      List<FaultEvent> events, long seconds, Kind kind, String object, String detail) {
    events.add(new FaultEvent(1, CRASH + seconds * SECOND, kind, object, detail));
  }
}
