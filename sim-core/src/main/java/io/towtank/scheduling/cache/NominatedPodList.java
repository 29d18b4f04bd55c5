package io.towtank.scheduling.cache;

import io.towtank.scheduling.framework.NominatedPods;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The scheduler's books on pods that are nominated to nodes. */
public final class NominatedPodList implements NominatedPods {
  private final SortedMap<String, List<PodInfo>> byNode = new TreeMap<>();
  private final Map<Long, String> nodeByUid = new HashMap<>();

  /** Nominates a pod to a node, whatever it was nominated to before. */
  public void nominate(PodInfo pod, String nodeName) {
    remove(pod.pod().uid());
    nodeByUid.put(pod.pod().uid(), nodeName);
    byNode.computeIfAbsent(nodeName, unused -> new ArrayList<>()).add(pod);
  }

  /** Ends a pod's nomination, if it has one. */
  public void remove(long podUid) {
    if (nodeByUid.isEmpty()) {
      return;
    }
    String nodeName = nodeByUid.remove(podUid);
    if (nodeName == null) {
      return;
    }
    List<PodInfo> pods = byNode.get(nodeName);
    if (pods != null) {
      pods.removeIf(pod -> pod.pod().uid() == podUid);
      if (pods.isEmpty()) {
        byNode.remove(nodeName);
      }
    }
  }

  /** Ends all nominations. */
  public void clear() {
    byNode.clear();
    nodeByUid.clear();
  }

  /** Node that the pod is nominated to, null for none. */
  public @Nullable String nodeOf(long podUid) {
    return nodeByUid.get(podUid);
  }

  @Override
  public List<PodInfo> on(String nodeName) {
    List<PodInfo> pods = byNode.get(nodeName);
    return pods == null ? List.of() : Collections.unmodifiableList(pods);
  }

  @Override
  public Collection<String> nodeNames() {
    return Collections.unmodifiableSet(byNode.keySet());
  }

  @Override
  public boolean isEmpty() {
    return nodeByUid.isEmpty();
  }
}
