package io.towtank.scenarios.run;

import io.towtank.api.ApiServer;
import io.towtank.api.ObjectStore;
import io.towtank.api.WriteResult;
import io.towtank.control.WriteFailure;
import io.towtank.control.deployment.Rollback;
import io.towtank.fault.Operator;
import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.model.ApiObject;
import io.towtank.model.Deployment;
import io.towtank.model.DeploymentSpec;
import io.towtank.model.MetaObject;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.Propagation;
import io.towtank.model.Replicated;
import io.towtank.record.ClusterMark;
import io.towtank.record.RunRecorder;
import io.towtank.scenarios.spec.ActionSpec;
import io.towtank.text.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What people do to the cluster while it runs, as with {@code kubectl}. */
final class Actions {
  private static final long RETRY_NANOS = 5_000_000_000L;

  /** One of them, with what its file declares. */
  private record Act(int number, ActionSpec spec, @Nullable Manifests manifests)
      implements Message {
    @Override
    public long fingerprint() {
      return number;
    }

    @Override
    public String toString() {
      return "action " + number;
    }
  }

  private final List<String> refusals = new ArrayList<>();
  private final ApiServer api;
  private final Operator operator;
  private final RunRecorder recorder;
  private final Simulation simulation;
  private final Mailbox<Act> mailbox;
  private final List<Act> acts = new ArrayList<>();

  /** Reads what the actions name; they begin with {@link #start}. */
  Actions(
      Simulation simulation,
      ApiServer api,
      Operator operator,
      RunRecorder recorder,
      List<ActionSpec> specs) {
    this.simulation = simulation;
    this.api = api;
    this.operator = operator;
    this.recorder = recorder;
    mailbox = simulation.mailbox("actions", Phase.ARRIVAL, this::act);
    for (int i = 0; i < specs.size(); i++) {
      ActionSpec spec = specs.get(i);
      acts.add(new Act(i, spec, spec.apply() == null ? null : Manifests.read(spec.apply())));
    }
  }

  /** What of the actions' files has no effect. */
  List<String> warnings() {
    return acts.stream()
        .map(Act::manifests)
        .filter(Objects::nonNull)
        .flatMap(manifests -> manifests.warnings().stream())
        .toList();
  }

  /** Actions that came to nothing, in the order in which they were tried. */
  List<String> refusals() {
    return refusals;
  }

  /** Sets them all. */
  void start() {
    acts.forEach(act -> mailbox.sendAt(act.spec().at().toNanos(), act));
  }

  private void act(Act act) {
    ActionSpec spec = act.spec();
    if (spec.cordon() != null) {
      operator.cordon(node(act, spec.cordon()));
    } else if (spec.uncordon() != null) {
      operator.uncordon(node(act, spec.uncordon()));
    } else if (api.mode() != ApiServer.Mode.UP) {
      mailbox.sendAfter(RETRY_NANOS, act);
      return;
    } else if (act.manifests() != null) {
      act.manifests().apply(api);
    } else if (spec.scale() != null && spec.replicas() != null) {
      scale(act, spec.scale(), spec.replicas());
    } else if (spec.rollback() != null) {
      rollback(act, spec.rollback());
    } else if (spec.pause() != null) {
      deployment(act, spec.pause(), now -> now.toBuilder().paused(true).build());
    } else if (spec.resume() != null) {
      deployment(act, spec.resume(), now -> now.toBuilder().paused(false).build());
    } else if (spec.delete() != null) {
      delete(act, spec.delete());
    }
    if (recorder.wantsCourse()) {
      recorder.mark(new ClusterMark(simulation.now(), ClusterMark.Kind.ACTION, spec.inWords(), ""));
    }
  }

  private String node(Act act, String name) {
    if (api.nodes().get(name) == null) {
      throw problem(act, "there is no Node " + name);
    }
    return name;
  }

  private void scale(Act act, String target, int replicas) {
    switch (kind(target)) {
      case "deployment" ->
          deployment(act, target, now -> now.toBuilder().replicas(replicas).build());
      case "replicaset" ->
          change(
              act,
              api.replicaSets(),
              target,
              now ->
                  now.withSpec(
                      new Replicated.Spec(
                          now.spec().selector(),
                          replicas,
                          now.spec().minReadyNanos(),
                          now.spec().template())));
      default ->
          change(
              act,
              api.statefulSets(),
              target,
              now -> now.withSpec(now.spec().toBuilder().replicas(replicas).build()));
    }
  }

  private void rollback(Act act, String target) {
    Deployment deployment = stored(act, api.deployments(), target);
    try {
      require(act, Rollback.undo(api, deployment, act.spec().toRevision()));
    } catch (WriteFailure e) {
      // What was released may have made no revision yet, for a fault or a wait of its own.
      refusals.add(at(act) + e.getMessage() + "; nothing was done");
    }
  }

  /** Deletes as {@code kubectl delete} does, which lets what an object owns follow it. */
  private void delete(Act act, String target) {
    switch (kind(target)) {
      case "pod" -> {
        Pod pod = stored(act, api.pods(), target);
        require(act, api.deletePod(pod, pod.spec().terminationGraceNanos()));
      }
      case "service" -> remove(act, api.services(), target);
      case "persistentvolumeclaim" ->
          change(act, api.persistentVolumeClaims(), target, PersistentVolumeClaim::deleted);
      case "deployment" -> removeOwner(act, api.deployments(), target);
      case "replicaset" -> removeOwner(act, api.replicaSets(), target);
      case "replicationcontroller" -> removeOwner(act, api.replicationControllers(), target);
      case "statefulset" -> removeOwner(act, api.statefulSets(), target);
      case "daemonset" -> removeOwner(act, api.daemonSets(), target);
      case "job" -> removeOwner(act, api.jobs(), target);
      case "cronjob" -> removeOwner(act, api.cronJobs(), target);
      case "resourcequota" -> removeOwner(act, api.resourceQuotas(), target);
      case "limitrange" -> removeOwner(act, api.limitRanges(), target);
      default -> removeOwner(act, api.podDisruptionBudgets(), target);
    }
  }

  private <T extends ApiObject<T>> void remove(Act act, ObjectStore<T> store, String target) {
    require(act, store.delete(stored(act, store, target).key()));
  }

  private <T extends MetaObject<T>> void removeOwner(Act act, ObjectStore<T> store, String target) {
    Propagation propagation = act.spec().propagation();
    require(
        act,
        api.delete(
            store,
            stored(act, store, target).key(),
            propagation == null ? Propagation.BACKGROUND : propagation));
  }

  private void deployment(Act act, String target, UnaryOperator<DeploymentSpec> change) {
    change(act, api.deployments(), target, now -> now.withSpec(change.apply(now.spec())));
  }

  private <T extends ApiObject<T>> void change(
      Act act, ObjectStore<T> store, String target, UnaryOperator<T> change) {
    require(act, store.update(stored(act, store, target).key(), change));
  }

  private static String kind(String target) {
    return target.substring(0, target.indexOf('/'));
  }

  private <T extends ApiObject<T>> T stored(Act act, ObjectStore<T> store, String target) {
    String key = act.spec().namespace() + target.substring(target.indexOf('/'));
    T object = store.get(key);
    if (object == null) {
      throw problem(act, "there is no " + store.kind() + " " + key);
    }
    return object;
  }

  private static void require(Act act, WriteResult<?> result) {
    if (!result.isOk()) {
      throw problem(act, result.message());
    }
  }

  private static InputException problem(Act act, String message) {
    return new InputException(at(act) + message);
  }

  private static String at(Act act) {
    return "actions[" + act.number() + "]: ";
  }
}
