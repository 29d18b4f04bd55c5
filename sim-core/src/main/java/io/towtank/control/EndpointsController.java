package io.towtank.control;

import io.towtank.api.ObjectStore;
import io.towtank.api.Watcher;
import io.towtank.api.WriteResult;
import io.towtank.control.runtime.Controller;
import io.towtank.control.runtime.Outcome;
import io.towtank.control.runtime.Reconciler;
import io.towtank.model.Endpoints;
import io.towtank.model.LabelSelector;
import io.towtank.model.Pod;
import io.towtank.model.Service;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each service's {@link Endpoints}: its pods that are ready and not ending. A change shows
 * there after a delay, which stands for all that lies between a pod's readiness and the nodes'
 * knowing of it; changes within that time are written at once. Services without a selector have no
 * endpoints made for them. Source for the rules: Kubernetes v1.34, {@code
 * pkg/controller/endpointslice}; {@code podEndpointsChanged}.
 */
public final class EndpointsController implements Reconciler {
  /** Name of the controller. */
  public static final String NAME = "endpoints-controller";

  /**
   * A second: kube-proxy's usual time between two changes of a node's rules. Source: Kubernetes
   * v1.34, {@code KubeProxyConfiguration.iptables.minSyncPeriod}.
   */
  public static final long PROPAGATION_NANOS = 1_000_000_000L;

  private final ControlContext context;
  private final long propagationNanos;
  private final SelectedPods selected;

  /** By service, names of the pods that serve it; without those of which none does. */
  private final Map<String, SortedSet<String>> serving = new HashMap<>();

  private final Controller controller;

  /**
   * A controller that is stopped.
   *
   * @param propagationNanos from a change of a pod to that of its service's endpoints
   */
  public EndpointsController(ControlContext context, long propagationNanos) {
    if (propagationNanos < 0) {
      throw new IllegalArgumentException("negative delay: " + propagationNanos + " ns");
    }
    this.context = context;
    this.propagationNanos = propagationNanos;
    selected = new SelectedPods(context.api(), this::count);
    controller = new Controller(context.simulation(), this);
    context.api().services().watch(NAME + "/index", 0, new Selections());
    long delay = context.options().watchDelayNanos();
    context.api().services().watch(NAME, delay, Triggers.own(this::later));
    context.api().pods().watch(NAME, delay, new PodChanges());
  }

  private final class Selections implements Watcher<Service> {
    @Override
    public void onAdd(Service service) {
      if (service.selector().size() == 0) {
        selected.forget(service.namespace(), service.name());
      } else {
        selected.select(
            service.namespace(), service.name(), LabelSelector.ofLabels(service.selector()));
      }
    }

    @Override
    public void onUpdate(Service oldService, Service newService) {
      if (!oldService.selector().equals(newService.selector())) {
        onAdd(newService);
      }
    }

    @Override
    public void onDelete(Service service) {
      selected.forget(service.namespace(), service.name());
    }
  }

  private final class PodChanges implements Watcher<Pod> {
    @Override
    public void onAdd(Pod pod) {
      if (serves(pod)) {
        selected.selecting(pod, null).forEach(EndpointsController.this::later);
      }
    }

    @Override
    public void onUpdate(Pod oldPod, Pod newPod) {
      if (serves(oldPod) != serves(newPod) || !oldPod.labels().equals(newPod.labels())) {
        selected.selecting(newPod, oldPod).forEach(EndpointsController.this::later);
      }
    }

    @Override
    public void onDelete(Pod pod) {
      if (serves(pod)) {
        selected.selecting(pod, null).forEach(EndpointsController.this::later);
      }
    }
  }

  /** A service selects another version of a pod, or no version any more. */
  private void count(String service, @Nullable Pod before, @Nullable Pod after) {
    if (before != null && serves(before) && (after == null || !serves(after))) {
      SortedSet<String> names = serving.getOrDefault(service, new TreeSet<>());
      names.remove(before.name());
      if (names.isEmpty()) {
        serving.remove(service);
      }
    } else if (after != null && serves(after)) {
      serving.computeIfAbsent(service, key -> new TreeSet<>()).add(after.name());
    }
  }

  private void later(String key) {
    controller.enqueueAfter(key, propagationNanos);
  }

  private static boolean serves(Pod pod) {
    return pod.ready() && !pod.isTerminating() && !pod.phase().isTerminal();
  }

  /** What runs it. */
  public Controller controller() {
    return controller;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Collection<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    context.api().services().list().forEach(service -> keys.add(service.key()));
    context.api().endpoints().list().forEach(endpoints -> keys.add(endpoints.key()));
    return keys;
  }

  @Override
  public Outcome reconcile(String key) {
    Service service = context.api().services().get(key);
    ObjectStore<Endpoints> store = context.api().endpoints();
    WriteResult<Endpoints> result;
    if (service == null) {
      if (store.get(key) == null) {
        return Outcome.DONE;
      }
      result = store.delete(key);
    } else if (service.selector().size() == 0) {
      return Outcome.DONE;
    } else {
      SortedSet<String> ready = serving.getOrDefault(key, Collections.emptySortedSet());
      Endpoints endpoints = new Endpoints(service.namespace(), service.name(), ready, 0);
      result =
          store.get(key) == null
              ? store.create(endpoints)
              : store.update(
                  key,
                  stored -> stored.readyPods().equals(endpoints.readyPods()) ? stored : endpoints);
    }
    return result.isOk() || result.code() == WriteResult.Code.NOT_FOUND
        ? Outcome.DONE
        : Outcome.RETRY;
  }
}
