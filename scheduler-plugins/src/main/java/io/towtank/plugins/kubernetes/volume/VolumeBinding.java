package io.towtank.plugins.kubernetes.volume;

import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.StorageClass;
import io.towtank.plugins.kubernetes.Changes;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.EnqueueExtensions;
import io.towtank.scheduling.framework.FilterPlugin;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PreBindPlugin;
import io.towtank.scheduling.framework.PreFilterPlugin;
import io.towtank.scheduling.framework.PreFilterResult;
import io.towtank.scheduling.framework.PreScorePlugin;
import io.towtank.scheduling.framework.QueueingHint;
import io.towtank.scheduling.framework.QueueingHint.Change;
import io.towtank.scheduling.framework.ReservePlugin;
import io.towtank.scheduling.framework.ScoreNormalization;
import io.towtank.scheduling.framework.ScorePlugin;
import io.towtank.scheduling.framework.StateKey;
import io.towtank.scheduling.framework.Status;
import java.util.List;

/**
 * Refuses nodes that do not reach the volumes of the pod's claims, or where claims that wait for
 * their first consumer could be given none; binds or provisions those once the node is chosen.
 *
 * <p>What is chosen for one pod is assumed at once, so that the next pod does not take it too. With
 * the feature gate StorageCapacityScoring off, as it is by default, there are no scores.
 */
public final class VolumeBinding
    implements PreFilterPlugin,
        FilterPlugin,
        PreScorePlugin,
        ScorePlugin,
        ReservePlugin,
        PreBindPlugin,
        EnqueueExtensions {
  /** Name in profiles. */
  public static final String NAME = "VolumeBinding";

  private static final Status NO_STATE = Status.error("not found");

  private static final StateKey<VolumeNeeds> NEEDS =
      new StateKey<>("claims of the pod", VolumeNeeds.class);
  private static final StateKey<VolumeDecision> RESERVED =
      new StateKey<>("volumes reserved for the pod", VolumeDecision.class);

  private final FrameworkHandle handle;
  private final VolumeBinder binder;

  VolumeBinding(FrameworkHandle handle) {
    this.handle = handle;
    binder = new VolumeBinder(handle);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PreFilterResult preFilter(CycleState state, PodInfo pod, NodeList nodes) {
    if (!binder.hasClaims(pod.pod())) {
      return PreFilterResult.SKIP;
    }
    VolumeBinder.Findings findings = binder.find(pod.pod());
    VolumeNeeds needs = findings.needs();
    if (needs == null) {
      return PreFilterResult.refused(findings.status());
    }
    state.write(NEEDS, needs);
    return PreFilterResult.ALL_NODES;
  }

  @Override
  public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
    VolumeNeeds needs = state.read(NEEDS);
    return needs == null
        ? NO_STATE
        : needs.decide(node.node().name(), node.node().labels()).status();
  }

  @Override
  public Status preScore(CycleState state, PodInfo pod, List<NodeInfo> feasible) {
    return Status.SKIP;
  }

  @Override
  public long score(CycleState state, PodInfo pod, NodeInfo node) {
    return 0;
  }

  @Override
  public ScoreNormalization normalization() {
    return ScoreNormalization.NONE;
  }

  @Override
  public Status reserve(CycleState state, PodInfo pod, NodeInfo node) {
    VolumeNeeds needs = state.read(NEEDS);
    if (needs == null || binder.areAllBound(needs)) {
      return Status.SUCCESS;
    }
    VolumeDecision decision = needs.decide(node.node().name(), node.node().labels());
    if (!decision.status().isSuccess()) {
      return decision.status();
    }
    Status status = binder.assume(decision, node.node().name());
    if (status.isSuccess()) {
      state.write(RESERVED, decision);
    }
    return status;
  }

  @Override
  public void unreserve(CycleState state, PodInfo pod, String nodeName) {
    VolumeDecision reserved = state.read(RESERVED);
    if (reserved != null) {
      binder.revert(reserved);
    }
  }

  @Override
  public Status preBind(CycleState state, PodInfo pod, String nodeName) {
    VolumeDecision reserved = state.read(RESERVED);
    if (reserved == null) {
      return Status.SUCCESS;
    }
    for (VolumeDecision.Binding binding : reserved.bindings()) {
      Status status = handle.bindVolume(binding.volume(), binding.claim());
      if (!status.isSuccess()) {
        return status;
      }
    }
    for (PersistentVolumeClaim claim : reserved.provisions()) {
      Status status = handle.provisionVolume(claim, nodeName);
      if (!status.isSuccess()) {
        return status;
      }
    }
    return Status.SUCCESS;
  }

  @Override
  public List<QueueingHint> eventsToRegister() {
    return List.of(
        QueueingHint.always(ClusterEvent.STORAGE_CLASS_ADDED),
        new QueueingHint(ClusterEvent.STORAGE_CLASS_UPDATED, VolumeBinding::isTopologyChanged),
        new QueueingHint(ClusterEvent.PERSISTENT_VOLUME_CLAIM_ADDED, VolumeBinding::isOwnClaim),
        new QueueingHint(ClusterEvent.PERSISTENT_VOLUME_CLAIM_UPDATED, VolumeBinding::isOwnClaim),
        QueueingHint.always(ClusterEvent.PERSISTENT_VOLUME_ADDED),
        QueueingHint.always(ClusterEvent.PERSISTENT_VOLUME_UPDATED),
        QueueingHint.always(ClusterEvent.NODE_ADDED),
        QueueingHint.always(ClusterEvent.NODE_LABELS_CHANGED),
        QueueingHint.always(ClusterEvent.CSI_NODE_ADDED));
  }

  private static boolean isTopologyChanged(Pod pod, Change change) {
    if (change.oldObject() instanceof StorageClass before
        && change.newObject() instanceof StorageClass after) {
      return !before.allowedTopologies().equals(after.allowedTopologies());
    }
    return Changes.isEverything(change);
  }

  private static boolean isOwnClaim(Pod pod, Change change) {
    return change.newObject() instanceof PersistentVolumeClaim claim
        ? PodClaims.uses(pod, claim)
        : Changes.isEverything(change);
  }

  /** Makes it; the argument is {@code bindTimeoutSeconds}. */
  public static final class Factory implements PluginFactory {
    private static final long TIMEOUT_SECONDS_DEFAULT = 600;

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Finds nodes that reach the pod's volumes, and binds claims that wait for that.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      // Binding takes no time here, so there is nothing to time out.
      args.integer("bindTimeoutSeconds", TIMEOUT_SECONDS_DEFAULT, 0, Integer.MAX_VALUE);
      if (args.contains("shape")) {
        throw new IllegalArgumentException(
            "shape: expected none, since the feature gate StorageCapacityScoring is off");
      }
      return new VolumeBinding(handle);
    }
  }
}
