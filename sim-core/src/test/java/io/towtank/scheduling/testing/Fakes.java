package io.towtank.scheduling.testing;

import io.towtank.model.DeviceAllocation;
import io.towtank.model.DeviceRequest;
import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.BindPlugin;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.Dependence;
import io.towtank.scheduling.framework.EnqueueExtensions;
import io.towtank.scheduling.framework.FilterPlugin;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.PermitPlugin;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin;
import io.towtank.scheduling.framework.PreBindPlugin;
import io.towtank.scheduling.framework.PreEnqueuePlugin;
import io.towtank.scheduling.framework.Preemption;
import io.towtank.scheduling.framework.QueueSortPlugin;
import io.towtank.scheduling.framework.QueuedPodInfo;
import io.towtank.scheduling.framework.QueueingHint;
import io.towtank.scheduling.framework.ReservePlugin;
import io.towtank.scheduling.framework.ScorePlugin;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.framework.TrialNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Plugins in a few lines each. */
public final class Fakes {
  private Fakes() {}

  /** Priority first, then time of entry. */
  public static final PluginFactory SORT = FakePlugin.of(new Sort());

  /** Binds through the API. */
  public static final PluginFactory BIND = FakePlugin.of("Bind", handle -> new Bind(handle::bind));

  /** Requests must fit what is left; devices are taken first fit. */
  public static final PluginFactory FIT = FakePlugin.of("Fit", handle -> new Fit(handle));

  /** Refuses cordoned nodes. */
  public static final PluginFactory CORDON = FakePlugin.of(new Cordon());

  /** The node needs the labels that the pod selects. */
  public static final PluginFactory SELECTOR = FakePlugin.of(new Selector());

  /** Keeps pods with scheduling gates out. */
  public static final PluginFactory GATES = FakePlugin.of(new Gates());

  /** Evicts all pods of lower priority from the first node where that helps. */
  public static final PluginFactory PREEMPT =
      FakePlugin.of("Preempt", handle -> new Preempt(handle));

  /** Filters by node name; pods are retried after every event. */
  public static PluginFactory filter(String name, Predicate<String> accepts) {
    return FakePlugin.of(new NodeNameFilter(name, accepts));
  }

  /** Scores by node name. */
  public static PluginFactory score(String name, ToLongFunction<String> score) {
    return FakePlugin.of(new NodeNameScore(name, score));
  }

  /** Says of each pod and node name what the function says. */
  public static PluginFactory permit(String name, Function<String, PermitPlugin.Result> verdict) {
    return FakePlugin.of(new Permit(name, verdict));
  }

  /** Says of each pod name what the function says. */
  public static PluginFactory preBind(String name, Function<String, Status> verdict) {
    return FakePlugin.of(new PreBind(name, verdict));
  }

  /** Writes down its calls; refuses the pods named. */
  public static PluginFactory reserve(String name, List<String> calls, Predicate<String> refuses) {
    return FakePlugin.of(new Reserve(name, calls, refuses));
  }

  private record Sort() implements QueueSortPlugin {
    @Override
    public String name() {
      return "Sort";
    }

    @Override
    public int compare(QueuedPodInfo a, QueuedPodInfo b) {
      int order = Integer.compare(b.info().pod().priority(), a.info().pod().priority());
      return order != 0 ? order : Long.compare(a.sequence(), b.sequence());
    }
  }

  private interface Binding {
    Status bind(Pod pod, String nodeName, List<DeviceAllocation> devices);
  }

  private record Bind(Binding binding) implements BindPlugin {
    @Override
    public String name() {
      return "Bind";
    }

    @Override
    public Status bind(CycleState state, PodInfo pod, String nodeName) {
      return binding.bind(pod.pod(), nodeName, state.claimedDevices());
    }
  }

  /** See {@link #PREEMPT}. */
  private record Preempt(FrameworkHandle handle) implements PostFilterPlugin {
    @Override
    public String name() {
      return "Preempt";
    }

    @Override
    public PostFilterPlugin.Result postFilter(
        CycleState state, PodInfo pod, List<Rejected> rejected) {
      for (Rejected rejection : rejected) {
        List<PodInfo> victims =
            rejection.node().pods().stream()
                .filter(other -> other.pod().priority() < pod.pod().priority())
                .toList();
        TrialNode trial = handle.trial(state, pod, rejection.node());
        victims.forEach(trial::remove);
        if (!victims.isEmpty() && trial.filter().isSuccess()) {
          Preemption.Candidate candidate =
              new Preemption.Candidate(rejection.node().node().name(), victims, 0);
          return PostFilterPlugin.Result.of(
              new Preemption(List.of(candidate), List.of(candidate), candidate));
        }
      }
      return PostFilterPlugin.Result.nothing("nobody to evict");
    }
  }

  /** See {@link #FIT}. */
  private record Fit(FrameworkHandle handle)
      implements FilterPlugin, ReservePlugin, EnqueueExtensions {
    @Override
    public String name() {
      return "Fit";
    }

    @Override
    public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
      if (node.requested(ResourceIndex.PODS) + 1 > node.allocatable(ResourceIndex.PODS)) {
        return Status.unschedulable("Too many pods");
      }
      List<String> reasons = new ArrayList<>();
      for (int i = 0; i < pod.requestCount(); i++) {
        int resource = pod.requestResource(i);
        if (pod.requestAmount(i) > node.allocatable(resource) - node.requested(resource)) {
          reasons.add("Insufficient " + handle.resources().name(resource));
        }
      }
      for (DeviceRequest request : pod.devices()) {
        if (allocate(request, node) == null && reasons.isEmpty()) {
          reasons.add("Insufficient devices");
        }
      }
      return reasons.isEmpty() ? Status.SUCCESS : Status.unschedulable(reasons);
    }

    @Override
    public Dependence filterDependence() {
      return Dependence.NODE;
    }

    @Override
    public Status reserve(CycleState state, PodInfo pod, NodeInfo node) {
      for (DeviceRequest request : pod.devices()) {
        DeviceAllocation allocation = allocate(request, node);
        if (allocation == null) {
          return Status.unschedulable("devices are taken");
        }
        state.claimDevices(allocation);
      }
      return Status.SUCCESS;
    }

    @Override
    public void unreserve(CycleState state, PodInfo pod, String nodeName) {}

    private @Nullable DeviceAllocation allocate(DeviceRequest request, NodeInfo node) {
      NodeInfo.DeviceVector vector = node.devices(handle.resources().intern(request.resource()));
      List<Integer> found = new ArrayList<>();
      for (int d = 0; vector != null && d < vector.size() && found.size() < request.count(); d++) {
        if (vector.freeMilli(d) >= request.milliPerDevice()) {
          found.add(d);
        }
      }
      return found.size() < request.count()
          ? null
          : new DeviceAllocation(request.resource(), found, request.milliPerDevice());
    }

    @Override
    public List<QueueingHint> eventsToRegister() {
      return List.of(
          QueueingHint.always(ClusterEvent.NODE_ADDED),
          QueueingHint.always(ClusterEvent.NODE_ALLOCATABLE_CHANGED),
          QueueingHint.always(ClusterEvent.ASSIGNED_POD_DELETED));
    }
  }

  private record Cordon() implements FilterPlugin, EnqueueExtensions {
    @Override
    public String name() {
      return "Cordon";
    }

    @Override
    public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
      return node.node().unschedulable()
          ? Status.unresolvable("node(s) were unschedulable")
          : Status.SUCCESS;
    }

    @Override
    public Dependence filterDependence() {
      return Dependence.NODE_SPEC;
    }

    @Override
    public List<QueueingHint> eventsToRegister() {
      return List.of(
          QueueingHint.always(ClusterEvent.NODE_ADDED),
          QueueingHint.always(ClusterEvent.NODE_TAINTS_CHANGED));
    }
  }

  private record Selector() implements FilterPlugin, EnqueueExtensions {
    @Override
    public String name() {
      return "Selector";
    }

    @Override
    public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
      boolean matches =
          pod.spec().nodeSelector().toMap().entrySet().stream()
              .allMatch(label -> label.getValue().equals(node.node().labels().get(label.getKey())));
      return matches ? Status.SUCCESS : Status.unresolvable("node(s) didn't match the selector");
    }

    @Override
    public Dependence filterDependence() {
      return Dependence.NODE_SPEC;
    }

    @Override
    public List<QueueingHint> eventsToRegister() {
      return List.of(
          QueueingHint.always(ClusterEvent.NODE_ADDED),
          QueueingHint.always(ClusterEvent.NODE_LABELS_CHANGED));
    }
  }

  private record Gates() implements PreEnqueuePlugin {
    @Override
    public String name() {
      return "Gates";
    }

    @Override
    public Status preEnqueue(Pod pod) {
      return pod.spec().schedulingGates().isEmpty() ? Status.SUCCESS : Status.unresolvable("gated");
    }
  }

  private record NodeNameFilter(String name, Predicate<String> accepts) implements FilterPlugin {
    @Override
    public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
      return accepts.test(node.node().name())
          ? Status.SUCCESS
          : Status.unschedulable("refused by " + name);
    }
  }

  private record NodeNameScore(String name, ToLongFunction<String> score) implements ScorePlugin {
    @Override
    public long score(CycleState state, PodInfo pod, NodeInfo node) {
      return score.applyAsLong(node.node().name());
    }

    @Override
    public Dependence scoreDependence() {
      return Dependence.NODE_SPEC;
    }
  }

  private record Permit(String name, Function<String, PermitPlugin.Result> verdict)
      implements PermitPlugin {
    @Override
    public PermitPlugin.Result permit(CycleState state, PodInfo pod, String nodeName) {
      return verdict.apply(pod.pod().name());
    }
  }

  private record PreBind(String name, Function<String, Status> verdict) implements PreBindPlugin {
    @Override
    public Status preBind(CycleState state, PodInfo pod, String nodeName) {
      return verdict.apply(pod.pod().name());
    }
  }

  private record Reserve(String name, List<String> calls, Predicate<String> refuses)
      implements ReservePlugin {
    @Override
    public Status reserve(CycleState state, PodInfo pod, NodeInfo node) {
      calls.add(name + " reserves " + pod.pod().name() + " on " + node.node().name());
      return refuses.test(pod.pod().name())
          ? Status.unschedulable("refused by " + name)
          : Status.SUCCESS;
    }

    @Override
    public void unreserve(CycleState state, PodInfo pod, String nodeName) {
      calls.add(name + " unreserves " + pod.pod().name() + " on " + nodeName);
    }
  }
}
