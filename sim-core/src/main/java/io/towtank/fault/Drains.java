package io.towtank.fault;

import io.towtank.api.ApiServer;
import io.towtank.api.PodsByNode;
import io.towtank.api.Watcher;
import io.towtank.api.WriteResult;
import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.model.Pod;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Drains nodes as {@code kubectl drain} does: cordons the node, looks which pods are there, evicts
 * all of them at once, tries those again every 5 s that a disruption budget keeps, and waits until
 * they are gone. Source: kubectl v1.34, {@code pkg/drain} (filters, {@code evictPods}, {@code
 * waitForDelete}) and {@code EvictErrorRetryDelay} in {@code pkg/cmd/drain}.
 *
 * <p>Where the API takes no writes the person tries again every 5 s, too; kubectl itself would end.
 * Pods that are gone are noticed at the next of its looks, one a second from the eviction on.
 */
public final class Drains {
  private static final long LOOK_NANOS = 1_000_000_000L;

  private enum Step {
    BEGIN,
    EVICT,
    LOOK,
    TIME_OUT
  }

  private record Turn(Drain drain, Step step, long podUid) implements Message {
    @Override
    public long fingerprint() {
      return (31L * drain.node().hashCode() + step.name().hashCode()) * 31 + podUid;
    }

    @Override
    public String toString() {
      return "drain " + drain.node() + " " + step + (podUid == 0 ? "" : " " + podUid);
    }
  }

  private final Simulation simulation;
  private final ApiServer api;
  private final PodsByNode podsByNode;
  private final Operator operator;
  private final Mailbox<Turn> mailbox;
  private final Set<Drain> underWay = new LinkedHashSet<>();
  private boolean isWatching;

  Drains(Simulation simulation, ApiServer api, PodsByNode podsByNode, Operator operator) {
    this.simulation = simulation;
    this.api = api;
    this.podsByNode = podsByNode;
    this.operator = operator;
    mailbox = simulation.mailbox("drains", Phase.CONTROL, this::take);
  }

  /**
   * Cordons a node and begins to evict its pods. The node stays cordoned, whatever comes of it,
   * until it is {@linkplain Operator#uncordon uncordoned}.
   *
   * @param notes told of evictions that are blocked or refused
   * @param onEnd told how it ended, once
   */
  public Drain begin(
      String node, DrainOptions options, FaultSite.Notes notes, Consumer<Drain.Result> onEnd) {
    if (!isWatching) {
      isWatching = true;
      api.pods().watch("drains", 0, new GoneWatcher());
    }
    Drain drain = new Drain(node, options, notes, onEnd);
    underWay.add(drain);
    operator.cordon(node);
    if (options.timeoutNanos() > 0) {
      mailbox.sendAfter(options.timeoutNanos(), new Turn(drain, Step.TIME_OUT, 0));
    }
    mailbox.send(new Turn(drain, Step.BEGIN, 0));
    return drain;
  }

  private void take(Turn turn) {
    Drain drain = turn.drain();
    if (drain.isOver()) {
      underWay.remove(drain);
      return;
    }
    switch (turn.step()) {
      case BEGIN -> list(drain);
      case EVICT -> evictAll(drain);
      case LOOK -> {
        drain.evictedNanos().remove(turn.podUid());
        finishIfDone(drain);
      }
      case TIME_OUT -> end(drain, Drain.Result.TIMED_OUT);
    }
  }

  private void list(Drain drain) {
    List<Pod> pods = new ArrayList<>();
    boolean isRefused = false;
    for (Pod pod : podsByNode.of(drain.node())) {
      switch (DrainFilter.verdict(api, pod, drain.options())) {
        case EVICT -> pods.add(pod);
        case LEAVE -> {}
        case REFUSE_DAEMON_SET -> {
          drain.note("cannot delete DaemonSet-managed pod " + pod.key());
          isRefused = true;
        }
        case REFUSE_UNMANAGED -> {
          drain.note("cannot delete pod that declares no controller " + pod.key());
          isRefused = true;
        }
      }
    }
    if (isRefused) {
      end(drain, Drain.Result.REFUSED);
      return;
    }
    pods.forEach(pod -> drain.toEvict().put(pod.uid(), pod));
    evictAll(drain);
  }

  private void evictAll(Drain drain) {
    for (Pod pod : List.copyOf(drain.toEvict().values())) {
      evict(drain, pod);
    }
    if (!drain.toEvict().isEmpty()) {
      mailbox.sendAfter(Operator.RETRY_NANOS, new Turn(drain, Step.EVICT, 0));
    }
    finishIfDone(drain);
  }

  private void evict(Drain drain, Pod pod) {
    Pod stored = api.pods().get(pod.key());
    if (stored == null || stored.uid() != pod.uid()) {
      drain.toEvict().remove(pod.uid());
      return;
    }
    // Noted ahead of the write, since the pod may be gone with it.
    drain.toEvict().remove(pod.uid());
    drain.evictedNanos().put(pod.uid(), simulation.now());
    long grace = Operator.graceNanos(stored, drain.options().graceNanos());
    WriteResult<Pod> result =
        drain.options().disableEviction() ? api.deletePod(stored, grace) : api.evict(stored, grace);
    switch (result.code()) {
      case OK -> {}
      case NOT_FOUND -> drain.evictedNanos().remove(pod.uid());
      case TOO_MANY_REQUESTS, UNAVAILABLE -> {
        drain.evictedNanos().remove(pod.uid());
        drain.toEvict().put(pod.uid(), pod);
        drain.blocked(pod, result.message());
      }
      default -> {
        drain.evictedNanos().remove(pod.uid());
        drain.fail();
        drain.note("cannot evict " + pod.key() + ": " + result.message());
      }
    }
  }

  private void finishIfDone(Drain drain) {
    if (drain.isDone()) {
      underWay.remove(drain);
      drain.finish();
    }
  }

  private void end(Drain drain, Drain.Result result) {
    underWay.remove(drain);
    drain.end(result);
  }

  private final class GoneWatcher implements Watcher<Pod> {
    @Override
    public void onDelete(Pod pod) {
      for (Drain drain : underWay) {
        Long evicted = drain.evictedNanos().get(pod.uid());
        if (evicted != null) {
          long now = simulation.now();
          long looks = (now - evicted + LOOK_NANOS - 1) / LOOK_NANOS;
          mailbox.sendAt(evicted + looks * LOOK_NANOS, new Turn(drain, Step.LOOK, pod.uid()));
        }
      }
    }
  }
}
