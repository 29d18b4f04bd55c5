package io.towtank.check;

import io.towtank.api.ApiServer;
import io.towtank.model.Pod;
import io.towtank.scheduling.cache.ClusterCache;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;

/**
 * The scheduler believes what the store says, besides the pods that it has assumed. To be plugged
 * in only where the scheduler hears of changes without delay.
 */
public final class CacheAgreement implements Invariant {
  private final ApiServer api;
  private final ClusterCache cache;

  /** Compares this cache with this store. */
  public CacheAgreement(ApiServer api, ClusterCache cache) {
    this.api = api;
    this.cache = cache;
  }

  @Override
  public void check(long nowNanos) {
    if (cache.all().size() != api.nodes().size()) {
      throw new InvariantViolation(
          nowNanos, "scheduler cache: nodes", "" + api.nodes().size(), "" + cache.all().size());
    }
    for (NodeInfo node : cache.all()) {
      for (PodInfo pod : node.pods()) {
        checkCached(nowNanos, node.node().name(), pod.pod());
      }
    }
    for (Pod pod : api.pods().list()) {
      String believed = cache.nodeOf(pod.uid());
      if (pod.isActiveOnNode() && !pod.nodeName().equals(believed)) {
        throw new InvariantViolation(
            nowNanos, "scheduler cache: node of pod " + pod.key(), pod.nodeName(), "" + believed);
      }
    }
  }

  private void checkCached(long nowNanos, String node, Pod cached) {
    if (cache.isAssumed(cached.uid())) {
      return;
    }
    Pod stored = api.pods().get(cached.key());
    String truth = stored == null || !stored.isActiveOnNode() ? "" : stored.nodeName();
    if (!truth.equals(node)) {
      throw new InvariantViolation(
          nowNanos, "scheduler cache: node of pod " + cached.key(), truth, node);
    }
  }
}
