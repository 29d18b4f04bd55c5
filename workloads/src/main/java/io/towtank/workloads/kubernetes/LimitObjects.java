package io.towtank.workloads.kubernetes;

import io.fabric8.kubernetes.api.model.Quantity;
import io.towtank.model.LimitRange;
import io.towtank.model.ObjectMeta;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.model.ResourceQuota;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Kubernetes objects that say what pods may do: disruption budgets, as their users declare
 * them, resource quotas and limit ranges. Their status is not read, since it is worked out.
 */
public final class LimitObjects {
  private static final FieldTree IGNORED =
      FieldTree.of("metadata.managedFields", "metadata.annotations", "status");
  private static final String REQUESTS = "requests.";
  private static final String LIMITS = "limits.";

  private final ObjectReader reader;

  /**
   * A reader of one input.
   *
   * @param origin what to call the input in messages
   * @param warnings told of fields that have no effect, once for each kind of object and field
   */
  public LimitObjects(String origin, Consumer<String> warnings) {
    reader = new ObjectReader(origin, new Warnings(warnings));
  }

  /** A pod disruption budget. */
  public PodDisruptionBudget podDisruptionBudget(Map<String, ?> tree) {
    var taken =
        reader.take(
            "PodDisruptionBudget",
            tree,
            IGNORED,
            io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget.class);
    Manifest manifest = taken.manifest();
    ObjectMeta meta = taken.meta();
    var spec = taken.spec(taken.source().getSpec());
    if (spec.getMinAvailable() != null && spec.getMaxUnavailable() != null) {
      throw manifest.problem("spec", "minAvailable and maxUnavailable can't be set both");
    }
    return new PodDisruptionBudget(
        meta,
        new PodDisruptionBudget.Spec(
            Fields.selector(manifest, spec.getSelector(), "spec.selector"),
            Fields.intOrPercent(manifest, spec.getMinAvailable(), "spec.minAvailable"),
            Fields.intOrPercent(manifest, spec.getMaxUnavailable(), "spec.maxUnavailable"),
            manifest.word(
                spec.getUnhealthyPodEvictionPolicy(),
                "spec.unhealthyPodEvictionPolicy",
                Words.UNHEALTHY_POLICIES,
                PodDisruptionBudget.UnhealthyPodEvictionPolicy.IF_HEALTHY_BUDGET)));
  }

  /** A resource quota: on pods, what they ask for, and numbers of objects. */
  public ResourceQuota resourceQuota(Map<String, ?> tree) {
    var taken =
        reader.take(
            "ResourceQuota", tree, IGNORED, io.fabric8.kubernetes.api.model.ResourceQuota.class);
    Manifest manifest = taken.manifest();
    ObjectMeta meta = taken.meta();
    var spec = taken.spec(taken.source().getSpec());
    List<String> scopeNames = new ArrayList<>(manifest.texts(spec.getScopes(), "spec.scopes"));
    if (spec.getScopeSelector() != null) {
      scopeNames.addAll(
          manifest.each(
              spec.getScopeSelector().getMatchExpressions(),
              "spec.scopeSelector.matchExpressions",
              (item, at) -> manifest.requiredText(item.getScopeName(), at + ".scopeName")));
    }
    List<ResourceQuota.Scope> scopes = new ArrayList<>();
    for (String name : scopeNames) {
      ResourceQuota.Scope scope = Words.QUOTA_SCOPES.get(name);
      if (scope == null) {
        manifest.warn("spec.scopes", "the quota has no effect: its scope is not simulated");
        return new ResourceQuota(meta, new ResourceQuota.Spec(ResourceList.EMPTY, List.of()));
      }
      scopes.add(scope);
    }
    return new ResourceQuota(meta, new ResourceQuota.Spec(hard(manifest, spec.getHard()), scopes));
  }

  private static ResourceList hard(Manifest manifest, @Nullable Map<String, Quantity> source) {
    SortedMap<String, Long> hard = new TreeMap<>();
    if (source != null) {
      for (Map.Entry<String, Quantity> entry : source.entrySet()) {
        String name = entry.getKey();
        String path = "spec.hard." + name;
        String resource = withoutPrefix(name);
        if (isOfPods(name, resource)) {
          hard.put(name, Fields.amount(manifest, resource, entry.getValue(), path));
        } else if (ResourceQuota.COUNTED_OBJECTS.contains(name)) {
          hard.put(name, Fields.amount(manifest, ResourceNames.PODS, entry.getValue(), path));
        } else {
          manifest.warn(path, "has no effect: it is not simulated");
        }
      }
    }
    return ResourceList.of(hard);
  }

  private static String withoutPrefix(String name) {
    return name.startsWith(REQUESTS)
        ? name.substring(REQUESTS.length())
        : name.startsWith(LIMITS) ? name.substring(LIMITS.length()) : name;
  }

  private static boolean isOfPods(String name, String resource) {
    return name.equals(ResourceNames.PODS)
        || ResourceNames.unit(resource).equals("millicores")
        || ResourceNames.unit(resource).equals("bytes")
        || (name.startsWith(REQUESTS) && ResourceNames.isExtended(resource));
  }

  /** A limit range. */
  public LimitRange limitRange(Map<String, ?> tree) {
    var taken =
        reader.take("LimitRange", tree, IGNORED, io.fabric8.kubernetes.api.model.LimitRange.class);
    Manifest manifest = taken.manifest();
    ObjectMeta meta = taken.meta();
    var spec = taken.spec(taken.source().getSpec());
    return new LimitRange(
        meta,
        manifest.each(spec.getLimits(), "spec.limits", (item, at) -> item(manifest, item, at)),
        0);
  }

  private static LimitRange.Item item(
      Manifest manifest, io.fabric8.kubernetes.api.model.LimitRangeItem item, String path) {
    LimitRange.Type type = manifest.word(item.getType(), path + ".type", Words.LIMIT_TYPES);
    if (type == LimitRange.Type.PERSISTENT_VOLUME_CLAIM) {
      manifest.warn(path, "has no effect: claims are not limited");
    }
    return new LimitRange.Item(
        type,
        Fields.amounts(manifest, item.getDefault(), path + ".default"),
        Fields.amounts(manifest, item.getDefaultRequest(), path + ".defaultRequest"),
        Fields.amounts(manifest, item.getMin(), path + ".min"),
        Fields.amounts(manifest, item.getMax(), path + ".max"),
        ratios(manifest, item.getMaxLimitRequestRatio(), path + ".maxLimitRequestRatio"));
  }

  /** In thousandths, which is how CPU is counted. */
  private static ResourceList ratios(
      Manifest manifest, @Nullable Map<String, Quantity> source, String path) {
    SortedMap<String, Long> ratios = new TreeMap<>();
    if (source != null) {
      source.forEach(
          (name, value) ->
              ratios.put(
                  name, Fields.amount(manifest, ResourceNames.CPU, value, path + "." + name)));
    }
    return ResourceList.of(ratios);
  }
}
