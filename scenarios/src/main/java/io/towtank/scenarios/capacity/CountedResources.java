package io.towtank.scenarios.capacity;

import io.towtank.model.ResourceIndex;
import io.towtank.model.ResourceNames;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.Profile;
import java.util.List;

/**
 * The resources of which all profiles refuse to give away more than there is: those that bounds may
 * count on.
 */
final class CountedResources {
  private final boolean any;
  private final boolean extended;

  CountedResources(List<Profile> profiles) {
    boolean all = true;
    boolean ignoresSome = false;
    for (Profile profile : profiles) {
      boolean fits = false;
      for (EnabledPlugin plugin : profile.plugins()) {
        if (plugin.name().equals("NodeResourcesFit")) {
          fits = true;
          ignoresSome |=
              plugin.args().contains("ignoredResources")
                  || plugin.args().contains("ignoredResourceGroups");
        }
      }
      all &= fits;
    }
    any = all;
    extended = !ignoresSome;
  }

  /** Whether the resource counts. */
  boolean counts(String resource) {
    return any && (extended || !ResourceNames.isExtended(resource));
  }

  /** What a pod takes of each resource, by its number; 0 of those that do not count. */
  long[] taken(PodInfo pod, ResourceIndex resources) {
    long[] taken = new long[resources.size()];
    for (int i = 0; i < pod.requestCount(); i++) {
      int resource = pod.requestResource(i);
      if (counts(resources.name(resource))) {
        taken[resource] = pod.requestAmount(i);
      }
    }
    taken[ResourceIndex.PODS] = any ? 1 : 0;
    return taken;
  }

  /** What is left on a node for pods that want more than nothing, by resource; 0 where none is. */
  static long[] free(NodeInfo node, ResourceIndex resources) {
    long[] free = new long[resources.size()];
    for (int i = 0; i < free.length; i++) {
      free[i] = Math.max(0, node.allocatable(i) - node.requested(i));
    }
    return free;
  }
}
