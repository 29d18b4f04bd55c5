package io.towtank.plugins.device;

import io.towtank.kernel.RandomStream;
import io.towtank.model.DeviceAllocation;
import io.towtank.model.DeviceRequest;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.model.ResourceList;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.Dependence;
import io.towtank.scheduling.framework.EnqueueExtensions;
import io.towtank.scheduling.framework.FilterPlugin;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeInfo.DeviceVector;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PreFilterPlugin;
import io.towtank.scheduling.framework.PreFilterResult;
import io.towtank.scheduling.framework.QueueingHint;
import io.towtank.scheduling.framework.QueueingHint.Change;
import io.towtank.scheduling.framework.ReservePlugin;
import io.towtank.scheduling.framework.StateKey;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Sees to it that devices are there one by one, not only in sum: a share needs one device with
 * enough left, several devices must each be wholly free.
 *
 * <p>Which device a share gets is decided in Reserve: by a {@link DeviceChooser} if a policy left
 * one, else as the argument {@code choice} says. Whole devices are the wholly free ones of lowest
 * index.
 *
 * <p>Source of the rules: Q. Weng et al., "Beware of Fragmentation: Scheduling GPU-Sharing
 * Workloads with Fragmentation Gradient Descent", USENIX ATC 2023.
 */
public final class DeviceShare
    implements PreFilterPlugin, FilterPlugin, ReservePlugin, EnqueueExtensions {
  /** Name in profiles. */
  public static final String NAME = "DeviceShare";

  private static final StateKey<Wanted> WANTED = new StateKey<>("devices wanted", Wanted.class);

  private final FrameworkHandle handle;
  private final DeviceChoice choice;
  private final List<Refusals> refusalsByResource = new ArrayList<>();

  DeviceShare(DeviceChoice choice, FrameworkHandle handle) {
    this.choice = choice;
    this.handle = handle;
  }

  /** The pod's requests with their resources' numbers. */
  private record Wanted(List<WantedDevices> requests) {
    private static final Wanted NOTHING = new Wanted(List.of());
  }

  private record WantedDevices(DeviceRequest request, int resource, Refusals refusals) {}

  private record Refusals(int resource, Status now, Status ever) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PreFilterResult preFilter(CycleState state, PodInfo pod, NodeList nodes) {
    List<DeviceRequest> requests = pod.devices();
    if (requests.isEmpty()) {
      return PreFilterResult.SKIP;
    }
    for (int i = 1; i < requests.size(); i++) {
      String resource = requests.get(i).resource();
      if (requests.subList(0, i).stream().anyMatch(r -> r.resource().equals(resource))) {
        return PreFilterResult.refused(Status.unresolvable("pod requests " + resource + " twice"));
      }
    }
    state.write(WANTED, wantedOf(pod));
    return PreFilterResult.ALL_NODES;
  }

  private Wanted wantedOf(PodInfo pod) {
    List<WantedDevices> wanted = new ArrayList<>(pod.devices().size());
    for (DeviceRequest request : pod.devices()) {
      int resource = handle.resources().intern(request.resource());
      wanted.add(new WantedDevices(request, resource, refusals(resource)));
    }
    return new Wanted(wanted);
  }

  private Refusals refusals(int resource) {
    for (Refusals refusals : refusalsByResource) {
      if (refusals.resource == resource) {
        return refusals;
      }
    }
    ResourceIndex index = handle.resources();
    String reason = "Insufficient shareable " + index.name(resource);
    Refusals refusals =
        new Refusals(resource, Status.unschedulable(reason), Status.unresolvable(reason));
    refusalsByResource.add(refusals);
    return refusals;
  }

  private Wanted wanted(CycleState state, PodInfo pod) {
    if (pod.devices().isEmpty()) {
      return Wanted.NOTHING;
    }
    Wanted wanted = state.read(WANTED);
    if (wanted == null) {
      wanted = wantedOf(pod);
      state.write(WANTED, wanted);
    }
    return wanted;
  }

  @Override
  public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
    List<WantedDevices> requests = wanted(state, pod).requests;
    for (int i = 0; i < requests.size(); i++) {
      WantedDevices wanted = requests.get(i);
      DeviceVector devices = node.devices(wanted.resource);
      if (devices == null || devices.size() < wanted.request.count()) {
        return wanted.refusals.ever;
      }
      if (!hasWithLeft(devices, wanted.request.milliPerDevice(), wanted.request.count())) {
        return wanted.refusals.now;
      }
    }
    return Status.SUCCESS;
  }

  @Override
  public Dependence filterDependence() {
    return Dependence.NODE;
  }

  private static boolean hasWithLeft(DeviceVector devices, int milli, int count) {
    int missing = count;
    for (int device = 0; device < devices.size() && missing > 0; device++) {
      if (devices.freeMilli(device) >= milli) {
        missing--;
      }
    }
    return missing == 0;
  }

  @Override
  public Status reserve(CycleState state, PodInfo pod, NodeInfo node) {
    for (WantedDevices wanted : wanted(state, pod).requests) {
      DeviceVector devices = node.devices(wanted.resource);
      if (devices == null) {
        return wanted.refusals.ever;
      }
      List<Integer> chosen = choose(state, node, devices, wanted.request);
      if (chosen.size() < wanted.request.count()) {
        return wanted.refusals.now;
      }
      state.claimDevices(
          new DeviceAllocation(wanted.request.resource(), chosen, wanted.request.milliPerDevice()));
    }
    return Status.SUCCESS;
  }

  private List<Integer> choose(
      CycleState state, NodeInfo node, DeviceVector devices, DeviceRequest request) {
    if (request.isShare()) {
      DeviceChooser chooser = state.read(DeviceChooser.KEY);
      int device =
          chooser == null ? DeviceChooser.NO_CHOICE : chooser.choose(node, devices, request);
      if (device == DeviceChooser.NO_CHOICE) {
        device = choice.choose(devices, request.milliPerDevice());
      }
      return device < 0 ? List.of() : List.of(device);
    }
    List<Integer> free = new ArrayList<>(request.count());
    for (int device = 0; device < devices.size() && free.size() < request.count(); device++) {
      if (devices.freeMilli(device) == DeviceRequest.WHOLE) {
        free.add(device);
      }
    }
    return free;
  }

  @Override
  public void unreserve(CycleState state, PodInfo pod, String nodeName) {
    state.releaseDevices();
  }

  @Override
  public List<QueueingHint> eventsToRegister() {
    return List.of(
        new QueueingHint(ClusterEvent.ASSIGNED_POD_DELETED, this::areWantedDevicesFreed),
        new QueueingHint(ClusterEvent.NODE_ADDED, this::hasWantedDevices),
        new QueueingHint(ClusterEvent.NODE_ALLOCATABLE_CHANGED, this::hasWantedDevices));
  }

  private boolean areWantedDevicesFreed(Pod pod, Change change) {
    Pod gone = change.oldPod();
    return gone == null
        || wantsAny(
            pod,
            resource ->
                gone.spec().effectiveRequests().contains(resource)
                    || gone.spec().devices().stream().anyMatch(r -> r.resource().equals(resource)));
  }

  private boolean hasWantedDevices(Pod pod, Change change) {
    Node node = change.newNode();
    return node == null
        || wantsAny(
            pod, resource -> node.devices().stream().anyMatch(g -> g.resource().equals(resource)));
  }

  private boolean wantsAny(Pod pod, Predicate<String> resources) {
    for (DeviceRequest request : pod.spec().devices()) {
      if (resources.test(request.resource())) {
        return true;
      }
    }
    ResourceList requests = pod.spec().effectiveRequests();
    for (int i = 0; i < requests.size(); i++) {
      int resource = handle.resources().find(requests.name(i));
      if (resource >= 0
          && handle.resources().isDevice(resource)
          && resources.test(requests.name(i))) {
        return true;
      }
    }
    return false;
  }

  /** Makes it; the argument is {@code choice}. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Finds room on single devices, and chooses which of them a pod gets.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      DeviceChoice choice =
          switch (args.oneOf("choice", "tightest", "tightest", "first", "random")) {
            case "first" -> DeviceChoice::first;
            case "random" -> {
              RandomStream random = handle.randomStream(NAME, "choice");
              yield (devices, milli) -> DeviceChoice.random(devices, milli, random);
            }
            default -> DeviceChoice::tightest;
          };
      return new DeviceShare(choice, handle);
    }
  }
}
