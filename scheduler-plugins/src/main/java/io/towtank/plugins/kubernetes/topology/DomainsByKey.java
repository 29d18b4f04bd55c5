package io.towtank.plugins.kubernetes.topology;

import io.towtank.scheduling.framework.NodeJournal;
import java.util.HashMap;
import java.util.Map;

/** Domains by topology key, worked out once for as long as no node's labels change. */
public final class DomainsByKey {
  private final Map<String, Domains> domains = new HashMap<>();
  private long labelsVersion = -1;

  /** The domains of a key. */
  public Domains of(String key, NodeJournal nodes) {
    if (labelsVersion != nodes.labelsVersion()) {
      domains.clear();
      labelsVersion = nodes.labelsVersion();
    }
    return domains.computeIfAbsent(key, unused -> Domains.of(key, nodes));
  }
}
