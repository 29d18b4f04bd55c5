package io.towtank.plugins.baseline;

import io.towtank.model.ResourceIndex;
import io.towtank.plugins.ResourceWeights;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeAmounts;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PodInfo;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The resources that a packing heuristic looks at, as fractions of the largest amount that any node
 * has, so that they can be added up.
 *
 * <p>Argument {@code resources}: names and weights. By default, with equal weights: CPU and every
 * resource of shareable devices that some node has; CPU and memory where there are no such devices.
 * Resources that no node has are left out. Free is what is allocatable less what is requested,
 * without scoring's defaults.
 */
final class NormalizedResources {
  private final FrameworkHandle handle;
  private final ResourceWeights named;
  private int[] resources = new int[4];
  private double[] amountsMax = new double[4];
  private double[] weights = new double[4];
  private long[] requests = new long[4];
  private int count;
  private @Nullable PodInfo preparedFor;

  NormalizedResources(PluginArgs args, FrameworkHandle handle) {
    this.handle = handle;
    named = ResourceWeights.read(args, "resources", handle.resources(), ResourceWeights.equal());
  }

  /** Looks at the cluster and the pod anew; to be called once for each attempt. */
  void prepare(PodInfo pod) {
    preparedFor = pod;
    count = 0;
    NodeList nodes = handle.nodes();
    for (int i = 0; i < named.size(); i++) {
      add(named.resource(i), named.weight(i), nodes);
    }
    if (named.size() == 0) {
      addDefaults(nodes);
    }
    double total = 0;
    for (int i = 0; i < count; i++) {
      total += weights[i];
    }
    for (int i = 0; i < count; i++) {
      weights[i] /= total;
      requests[i] = pod.request(resources[i]);
    }
  }

  private void addDefaults(NodeList nodes) {
    add(ResourceIndex.CPU, 1, nodes);
    boolean devices = false;
    ResourceIndex index = handle.resources();
    for (int resource = ResourceIndex.PODS + 1; resource < index.size(); resource++) {
      if (index.isDevice(resource)) {
        devices |= add(resource, 1, nodes);
      }
    }
    if (!devices) {
      add(ResourceIndex.MEMORY, 1, nodes);
    }
  }

  private boolean add(int resource, long weight, NodeList nodes) {
    long max = nodes.allocatableMax(resource);
    if (max == 0) {
      return false;
    }
    if (count == resources.length) {
      resources = Arrays.copyOf(resources, count * 2);
      amountsMax = Arrays.copyOf(amountsMax, count * 2);
      weights = Arrays.copyOf(weights, count * 2);
      requests = Arrays.copyOf(requests, count * 2);
    }
    resources[count] = resource;
    amountsMax[count] = max;
    weights[count++] = weight;
    return true;
  }

  /** Weighted mean over the resources of what would be left with the pod; 0 to 1 where it fits. */
  double left(PodInfo pod, NodeAmounts node) {
    prepareOnce(pod);
    double left = 0;
    for (int i = 0; i < count; i++) {
      int resource = resources[i];
      double amount = node.allocatable(resource) - node.requested(resource) - requests[i];
      left += amount / amountsMax[i] * weights[i];
    }
    return left;
  }

  /** Weighted mean over the resources of free × requested; 0 to 1 where the pod fits. */
  double alignment(PodInfo pod, NodeAmounts node) {
    prepareOnce(pod);
    double alignment = 0;
    for (int i = 0; i < count; i++) {
      int resource = resources[i];
      double free = node.allocatable(resource) - node.requested(resource);
      alignment += free / amountsMax[i] * (requests[i] / amountsMax[i]) * weights[i];
    }
    return alignment;
  }

  private void prepareOnce(PodInfo pod) {
    if (pod != preparedFor) {
      prepare(pod);
    }
  }
}
