package io.towtank.plugins.kubernetes;

import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.Dependence;
import io.towtank.scheduling.framework.EnqueueExtensions;
import io.towtank.scheduling.framework.FilterPlugin;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.QueueingHint;
import io.towtank.scheduling.framework.QueueingHint.Change;
import io.towtank.scheduling.framework.ScoreNormalization;
import io.towtank.scheduling.framework.ScorePlugin;
import io.towtank.scheduling.framework.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses nodes with a {@code NoSchedule} or {@code NoExecute} taint that the pod does not
 * tolerate, and prefers those with fewer such {@code PreferNoSchedule} taints.
 *
 * <p>Raw score: how many {@code PreferNoSchedule} taints are not tolerated, so lower is better;
 * where no feasible node has one, all score 100.
 */
public final class TaintToleration implements FilterPlugin, ScorePlugin, EnqueueExtensions {
  /** Name in profiles. */
  public static final String NAME = "TaintToleration";

  private final Map<Taint, Status> refusals = new HashMap<>();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
    Taint taint = untolerated(pod.pod(), node.node());
    return taint == null ? Status.SUCCESS : refusal(taint);
  }

  @Override
  public Dependence filterDependence() {
    return Dependence.NODE_SPEC;
  }

  private Status refusal(Taint taint) {
    Status refusal = refusals.get(taint);
    if (refusal == null) {
      refusal =
          Status.unresolvable(
              "node(s) had untolerated taint {" + taint.key() + ": " + taint.value() + "}");
      refusals.put(taint, refusal);
    }
    return refusal;
  }

  @Override
  public long score(CycleState state, PodInfo pod, NodeInfo node) {
    List<Taint> taints = node.node().taints();
    long untolerated = 0;
    for (int i = 0; i < taints.size(); i++) {
      Taint taint = taints.get(i);
      if (taint.effect() == TaintEffect.PREFER_NO_SCHEDULE
          && !isTolerated(taint, pod.spec().tolerations())) {
        untolerated++;
      }
    }
    return untolerated;
  }

  @Override
  public Dependence scoreDependence() {
    return Dependence.NODE_SPEC;
  }

  @Override
  public ScoreNormalization normalization() {
    return ScoreNormalization.REVERSED_BY_MAXIMUM;
  }

  @Override
  public List<QueueingHint> eventsToRegister() {
    return List.of(
        new QueueingHint(ClusterEvent.NODE_ADDED, TaintToleration::isToleratedNow),
        new QueueingHint(ClusterEvent.NODE_TAINTS_CHANGED, TaintToleration::isToleratedNow),
        new QueueingHint(
            ClusterEvent.POD_UPDATED,
            (pod, change) ->
                Changes.isEverything(change) || Changes.isTolerationAdded(pod, change)));
  }

  private static boolean isToleratedNow(Pod pod, Change change) {
    Node before = change.oldNode();
    Node after = change.newNode();
    if (after == null) {
      return Changes.isEverything(change);
    }
    return untolerated(pod, after) == null && (before == null || untolerated(pod, before) != null);
  }

  /**
   * The first {@code NoSchedule} or {@code NoExecute} taint that the pod does not tolerate; null if
   * there is none.
   */
  public static @Nullable Taint untolerated(Pod pod, Node node) {
    List<Taint> taints = node.taints();
    for (int i = 0; i < taints.size(); i++) {
      Taint taint = taints.get(i);
      if (taint.effect() != TaintEffect.PREFER_NO_SCHEDULE
          && !isTolerated(taint, pod.spec().tolerations())) {
        return taint;
      }
    }
    return null;
  }

  private static boolean isTolerated(Taint taint, List<Toleration> tolerations) {
    for (int i = 0; i < tolerations.size(); i++) {
      if (tolerations.get(i).tolerates(taint)) {
        return true;
      }
    }
    return false;
  }

  /** Makes it; there are no arguments. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Refuses nodes with taints that the pod does not tolerate.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new TaintToleration();
    }
  }
}
