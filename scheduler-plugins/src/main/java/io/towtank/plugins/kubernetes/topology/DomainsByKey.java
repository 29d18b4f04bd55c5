package io.towtank.plugins.kubernetes.topology;

import io.towtank.scheduling.framework.NodeJournal;
import java.util.HashMap;
import java.util.Map;

/** Domains by topology key, worked out once for as long as no node is described anew. */
public final class DomainsByKey {
  private final Map<String, Domains> domains = new HashMap<>();
  private long descriptionsVersion = -1;

  /** The domains of a key. */
  public Domains of(String key, NodeJournal nodes) {
    if (descriptionsVersion != nodes.descriptionsVersion()) {
      domains.clear();
      descriptionsVersion = nodes.descriptionsVersion();
    }
    return domains.computeIfAbsent(key, unused -> Domains.of(key, nodes));
  }
}
