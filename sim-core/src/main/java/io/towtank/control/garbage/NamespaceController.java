package io.towtank.control.garbage;

import io.towtank.api.ApiServer;
import io.towtank.api.ObjectStore;
import io.towtank.api.Watcher;
import io.towtank.api.WriteResult;
import io.towtank.control.ControlContext;
import io.towtank.control.runtime.Controller;
import io.towtank.control.runtime.Outcome;
import io.towtank.control.runtime.Reconciler;
import io.towtank.model.MetaObject;
import io.towtank.model.Namespace;
import io.towtank.model.Pod;
import io.towtank.model.Propagation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Deletes all that is in a namespace that was deleted. A namespace is gone at once here, and
 * nothing can be made in it any more; in a real cluster it stays, in phase Terminating, until it is
 * empty. Source: Kubernetes v1.34, {@code pkg/controller/namespace}.
 */
public final class NamespaceController implements Reconciler {
  /** Name of the controller. */
  public static final String NAME = "namespace-controller";

  private final ControlContext context;
  private final List<Contents<?>> contents;
  private final Controller controller;

  /** A controller that is stopped. */
  public NamespaceController(ControlContext context) {
    this.context = context;
    ApiServer api = context.api();
    contents =
        List.of(
            new Contents<>(api, api.cronJobs()),
            new Contents<>(api, api.jobs()),
            new Contents<>(api, api.deployments()),
            new Contents<>(api, api.statefulSets()),
            new Contents<>(api, api.daemonSets()),
            new Contents<>(api, api.replicaSets()),
            new Contents<>(api, api.replicationControllers()),
            new Contents<>(api, api.controllerRevisions()),
            new Contents<>(api, api.podDisruptionBudgets()),
            new Contents<>(api, api.resourceQuotas()),
            new Contents<>(api, api.limitRanges()));
    controller = new Controller(context.simulation(), this);
    api.namespaces()
        .watch(
            NAME,
            context.options().watchDelayNanos(),
            new Watcher<Namespace>() {
              @Override
              public void onDelete(Namespace namespace) {
                controller.enqueue(namespace.name());
              }
            });
  }

  /** What runs it. */
  public Controller controller() {
    return controller;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Namespaces that are gone, but not empty. */
  @Override
  public Collection<String> keys() {
    SortedSet<String> gone = new TreeSet<>();
    contents.forEach(kind -> kind.addNamespaces(gone));
    context.api().pods().list().forEach(pod -> gone.add(pod.namespace()));
    gone.removeIf(name -> context.api().namespaces().get(name) != null);
    return gone;
  }

  @Override
  public Outcome reconcile(String namespace) {
    if (context.api().namespaces().get(namespace) != null) {
      return Outcome.DONE;
    }
    boolean isDone = true;
    for (Contents<?> kind : contents) {
      isDone &= kind.empty(namespace);
    }
    for (Pod pod : List.copyOf(context.api().pods().list())) {
      if (pod.namespace().equals(namespace) && !pod.isTerminating()) {
        isDone &= isDone(context.api().deletePod(pod, pod.spec().terminationGraceNanos()));
      }
    }
    return isDone ? Outcome.DONE : Outcome.RETRY;
  }

  private static boolean isDone(WriteResult<?> result) {
    return result.isOk() || result.code() == WriteResult.Code.NOT_FOUND;
  }

  /** The objects of one kind. */
  private record Contents<T extends MetaObject<T>>(ApiServer api, ObjectStore<T> store) {
    void addNamespaces(Set<String> namespaces) {
      store.list().forEach(object -> namespaces.add(object.namespace()));
    }

    boolean empty(String namespace) {
      List<T> objects = new ArrayList<>(store.list());
      objects.removeIf(object -> !object.namespace().equals(namespace));
      boolean isDone = true;
      for (T object : objects) {
        isDone &= isDone(api.delete(store, object.key(), Propagation.BACKGROUND));
      }
      return isDone;
    }
  }
}
