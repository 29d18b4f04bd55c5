package io.towtank.scheduling.framework;

import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceIndex;
import java.util.HashMap;
import java.util.Map;

/** Makes {@link PodInfo}s; those of pods with the very same spec share what follows from it. */
public final class PodInfos {
  private static final int SPECS_MAX = 1 << 12;

  private final ResourceIndex index;
  private final Map<PodSpec, PodInfo> bySpec = new HashMap<>();
  private int deviceResources;

  /** For pods of a cluster with this numbering of resources. */
  public PodInfos(ResourceIndex index) {
    this.index = index;
  }

  /** The same as {@link PodInfo#of}. */
  public PodInfo of(Pod pod) {
    if (deviceResources != index.deviceResources() || bySpec.size() == SPECS_MAX) {
      bySpec.clear();
      deviceResources = index.deviceResources();
    }
    PodInfo like = bySpec.get(pod.spec());
    if (like != null) {
      return like.withVersion(pod);
    }
    PodInfo info = PodInfo.of(pod, index);
    bySpec.put(pod.spec(), info);
    return info;
  }
}
