package io.towtank.fault;

import io.towtank.api.ApiServer;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;

/**
 * Which pods a drain evicts. Source: kubectl v1.34, {@code pkg/drain/filters.go}; pods here have no
 * mirror pods or emptyDir volumes to look at.
 */
final class DrainFilter {
  enum Verdict {
    EVICT,
    LEAVE,
    REFUSE_DAEMON_SET,
    REFUSE_UNMANAGED
  }

  private DrainFilter() {}

  static Verdict verdict(ApiServer api, Pod pod, DrainOptions options) {
    if (pod.phase().isTerminal()) {
      return Verdict.EVICT;
    }
    OwnerReference owner = pod.owner();
    if (owner == null) {
      return options.force() ? Verdict.EVICT : Verdict.REFUSE_UNMANAGED;
    }
    if (!owner.kind().equals("DaemonSet")) {
      return Verdict.EVICT;
    }
    boolean isOrphan = api.daemonSets().get(pod.namespace() + "/" + owner.name()) == null;
    if (isOrphan) {
      return options.force() ? Verdict.EVICT : Verdict.REFUSE_UNMANAGED;
    }
    return options.ignoreDaemonSets() ? Verdict.LEAVE : Verdict.REFUSE_DAEMON_SET;
  }
}
