package io.towtank.metrics.failover;

import io.towtank.kernel.Simulation;
import io.towtank.metrics.ValueDistribution;
import io.towtank.model.Pod;
import io.towtank.record.Distribution;
import io.towtank.record.FaultEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pods hit that are not made up for yet, and what came of the others. */
final class Losses {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Simulation simulation;
  private final FaultLog log;
  private final Map<Long, Loss> open = new LinkedHashMap<>();
  private final ValueDistribution detect = new ValueDistribution();
  private final ValueDistribution evict = new ValueDistribution();
  private final ValueDistribution reschedule = new ValueDistribution();
  private final ValueDistribution ready = new ValueDistribution();
  private long lastNumber;
  private long podsLost;

  Losses(Simulation simulation, FaultLog log) {
    this.simulation = simulation;
    this.log = log;
  }

  Loss begin(Pod pod) {
    Loss loss = new Loss(++lastNumber, pod.key());
    open.put(loss.number(), loss);
    return loss;
  }

  /** A node gave the first sign of a fault. */
  void detectedNode(FaultAccount fault, String node) {
    if (fault.detectedNode(node, simulation.now())) {
      detect.add(simulation.now() - fault.beginNanos());
    }
  }

  /** A pod gave a sign; the first one of faults that struck pods themselves. */
  void sign(Loss loss) {
    for (Loss.Hit hit : loss.hits()) {
      FaultAccount fault = hit.fault();
      if (fault.fault().targets().nodes().isEmpty() && hit.detect()) {
        fault.detected(simulation.now());
        detect.add(simulation.now() - fault.beginNanos());
      }
    }
  }

  /** A pod, hit or a replacement, is lost. */
  void lose(Loss loss, String podKey, String why) {
    sign(loss);
    List<Loss.Hit> fresh = loss.lose(simulation.now());
    podsLost += fresh.isEmpty() ? 0 : 1;
    fresh.forEach(hit -> hit.fault().lost(simulation.now()));
    log.note(loss, FaultEvent.Kind.POD_EVICTED, podKey, why);
  }

  /** A pod hit, or its replacement, is ready again. */
  void recovered(Loss loss) {
    for (Loss.Hit hit : loss.hits()) {
      hit.fault().recovered(simulation.now());
      ready.add(simulation.now() - hit.fault().beginNanos());
    }
    close(loss);
  }

  /** Nothing more will come of it. */
  void close(Loss loss) {
    open.remove(loss.number());
    fold(loss);
  }

  /** Counts those that are left; nothing may come after. */
  void finish() {
    open.values().forEach(this::fold);
    open.clear();
  }

  private void fold(Loss loss) {
    for (Loss.Hit hit : loss.hits()) {
      long begin = hit.fault().beginNanos();
      if (hit.evictedNanos() != Pod.NEVER) {
        evict.add(hit.evictedNanos() - begin);
      }
      if (hit.boundNanos() != Pod.NEVER) {
        hit.fault().rescheduled(hit.boundNanos());
        reschedule.add(hit.boundNanos() - begin);
      }
    }
  }

  long podsLost() {
    return podsLost;
  }

  Distribution detectSeconds() {
    return detect.toDistribution(NANOS_PER_SECOND);
  }

  Distribution evictSeconds() {
    return evict.toDistribution(NANOS_PER_SECOND);
  }

  Distribution rescheduleSeconds() {
    return reschedule.toDistribution(NANOS_PER_SECOND);
  }

  Distribution readySeconds() {
    return ready.toDistribution(NANOS_PER_SECOND);
  }
}
