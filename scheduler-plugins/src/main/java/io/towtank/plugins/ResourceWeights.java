package io.towtank.plugins;

import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.PluginArgs;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Resources and their weights, as a plugin's arguments name them; in the order given. */
public final class ResourceWeights {
  private static final long WEIGHT_MAX = 100;

  private final int[] resources;
  private final long[] weights;

  private ResourceWeights(int[] resources, long[] weights) {
    this.resources = resources;
    this.weights = weights;
  }

  /** These resources with weight 1 each. */
  public static ResourceWeights equal(int... resources) {
    long[] weights = new long[resources.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 1;
    }
    return new ResourceWeights(resources.clone(), weights);
  }

  /**
   * Reads {@code [{name: cpu, weight: 1}, ...]}; a weight that is left out, or 0, is 1.
   *
   * @param defaults what holds where the argument is absent or an empty list
   * @throws IllegalArgumentException if a name is missing or stands twice, or a weight is not 0 to
   *     100
   */
  public static ResourceWeights read(
      PluginArgs args, String key, ResourceIndex index, ResourceWeights defaults) {
    List<PluginArgs> specs = args.children(key);
    if (specs == null || specs.isEmpty()) {
      return defaults;
    }
    int[] resources = new int[specs.size()];
    long[] weights = new long[specs.size()];
    SortedSet<String> names = new TreeSet<>();
    for (int i = 0; i < resources.length; i++) {
      String name = specs.get(i).string("name", "");
      if (name.isEmpty()) {
        throw new IllegalArgumentException(key + "[" + i + "]: the resource has no name");
      }
      if (!names.add(name)) {
        throw new IllegalArgumentException(key + ": '" + name + "' stands twice");
      }
      resources[i] = index.intern(name);
      weights[i] = Math.max(1, specs.get(i).integer("weight", 1, 0, WEIGHT_MAX));
    }
    return new ResourceWeights(resources, weights);
  }

  /** How many resources. */
  public int size() {
    return resources.length;
  }

  /** Number of the i-th resource in the {@link ResourceIndex}. */
  public int resource(int i) {
    return resources[i];
  }

  /** Weight of the i-th resource, 1 to 100. */
  public long weight(int i) {
    return weights[i];
  }
}
