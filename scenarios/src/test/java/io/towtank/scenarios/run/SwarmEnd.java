package io.towtank.scenarios.run;

import io.towtank.api.ApiServer;
import io.towtank.model.CronJob;
import io.towtank.model.DaemonSet;
import io.towtank.model.Deployment;
import io.towtank.model.Endpoints;
import io.towtank.model.Job;
import io.towtank.model.LabelSelector;
import io.towtank.model.MetaObject;
import io.towtank.model.Node;
import io.towtank.model.NodeCondition;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodDisruptionBudget;
import io.towtank.model.PodPhase;
import io.towtank.model.ReplicaSet;
import io.towtank.model.ReplicationController;
import io.towtank.model.Service;
import io.towtank.model.StatefulSet;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster stands long after its last fault: all that is declared must be true. Pods always
 * find room in random scenarios, so none may wait.
 */
final class SwarmEnd {
  private static final long MINUTE = 60_000_000_000L;

  /** Batch work that is younger may still be under way. */
  private static final long BATCH_NANOS = 90 * MINUTE;

  private final ApiServer api;
  private final long nowNanos;
  private final List<String> problems = new ArrayList<>();

  private SwarmEnd(ApiServer api, long nowNanos) {
    this.api = api;
    this.nowNanos = nowNanos;
  }

  /** What is not as declared. */
  static List<String> problems(ApiServer api, long nowNanos) {
    SwarmEnd end = new SwarmEnd(api, nowNanos);
    end.look();
    return end.problems;
  }

  private void look() {
    api.nodes().list().forEach(this::node);
    api.pods().list().forEach(this::pod);
    api.deployments().list().forEach(this::deployment);
    api.replicaSets().list().forEach(this::replicaSet);
    api.replicationControllers().list().forEach(this::replicationController);
    api.statefulSets().list().forEach(this::statefulSet);
    api.daemonSets().list().forEach(this::daemonSet);
    api.jobs().list().forEach(this::job);
    api.cronJobs().list().forEach(this::cronJob);
    api.podDisruptionBudgets().list().forEach(this::budget);
    api.services().list().forEach(this::service);
  }

  private void expect(boolean holds, String format, Object... args) {
    if (!holds) {
      problems.add(String.format(Locale.ROOT, format, args));
    }
  }

  private void node(Node node) {
    NodeCondition ready = node.condition(NodeCondition.READY);
    expect(
        ready != null && ready.status() == NodeCondition.Status.TRUE,
        "node %s is not ready: %s",
        node.name(),
        node.conditions());
    expect(!node.unschedulable(), "node %s is cordoned", node.name());
    for (Taint taint : node.taints()) {
      expect(taint.key().equals("dedicated"), "node %s has taint %s", node.name(), taint);
    }
  }

  private void pod(Pod pod) {
    OwnerReference owner = pod.owner();
    if (owner != null) {
      MetaObject<?> object = owner(pod.namespace(), owner);
      expect(
          object != null && owner.refersTo(owner.kind(), object.meta()),
          "pod %s has an owner that is gone: %s",
          pod.key(),
          owner);
    }
    if (pod.phase().isTerminal() || isRecent(pod.createdNanos(), owner)) {
      return;
    }
    expect(!pod.isTerminating(), "pod %s on %s is ending", pod.key(), pod.nodeName());
    expect(
        pod.phase() == PodPhase.RUNNING && pod.ready(),
        "pod %s on '%s' is %s, %s, created %d",
        pod.key(),
        pod.nodeName(),
        pod.phase(),
        pod.reason(),
        pod.createdNanos());
  }

  private boolean isRecent(long createdNanos, @Nullable OwnerReference owner) {
    return owner != null
        && (owner.kind().equals("Job") || owner.kind().equals("CronJob"))
        && createdNanos > nowNanos - BATCH_NANOS;
  }

  private @Nullable MetaObject<?> owner(String namespace, OwnerReference owner) {
    String key = namespace + "/" + owner.name();
    return switch (owner.kind()) {
      case "Deployment" -> api.deployments().get(key);
      case "ReplicaSet" -> api.replicaSets().get(key);
      case "ReplicationController" -> api.replicationControllers().get(key);
      case "StatefulSet" -> api.statefulSets().get(key);
      case "DaemonSet" -> api.daemonSets().get(key);
      case "Job" -> api.jobs().get(key);
      default -> api.cronJobs().get(key);
    };
  }

  private List<Pod> ready(MetaObject<?> owner, String kind) {
    List<Pod> pods = new ArrayList<>();
    for (Pod pod : api.pods().list()) {
      OwnerReference reference = pod.owner();
      if (reference != null
          && pod.namespace().equals(owner.namespace())
          && reference.refersTo(kind, owner.meta())
          && pod.ready()
          && !pod.isTerminating()) {
        pods.add(pod);
      }
    }
    return pods;
  }

  private void deployment(Deployment one) {
    Deployment.Status status = one.status();
    int wanted = one.spec().replicas();
    expect(
        status.observedGeneration() == one.meta().generation()
            && status.replicas() == wanted
            && status.updatedReplicas() == wanted
            && status.availableReplicas() == wanted,
        "deployment %s wants %d: %s",
        one.key(),
        wanted,
        status);
  }

  private void replicaSet(ReplicaSet one) {
    OwnerReference owner = one.meta().owner();
    if (owner != null) {
      MetaObject<?> object = owner(one.namespace(), owner);
      expect(
          object != null && owner.refersTo(owner.kind(), object.meta()),
          "replica set %s has an owner that is gone",
          one.key());
    }
    expectPods("replica set", one, "ReplicaSet", one.spec().replicas());
  }

  private void replicationController(ReplicationController one) {
    expectPods("replication controller", one, "ReplicationController", one.spec().replicas());
  }

  private void expectPods(String what, MetaObject<?> one, String kind, int wanted) {
    int ready = ready(one, kind).size();
    expect(ready == wanted, "%s %s wants %d pods, %d are ready", what, one.key(), wanted, ready);
  }

  private void statefulSet(StatefulSet one) {
    int wanted = one.spec().replicas();
    SortedSet<String> names = new TreeSet<>();
    for (int i = 0; i < wanted; i++) {
      names.add(one.name() + "-" + (one.spec().startOrdinal() + i));
    }
    SortedSet<String> found = names(ready(one, "StatefulSet"));
    expect(found.equals(names), "stateful set %s wants %s, ready: %s", one.key(), names, found);
    StatefulSet.Status status = one.status();
    expect(
        status.currentRevision().equals(status.updateRevision())
            && status.availableReplicas() == wanted
            && status.observedGeneration() == one.meta().generation(),
        "stateful set %s wants %d: %s",
        one.key(),
        wanted,
        status);
  }

  private void daemonSet(DaemonSet one) {
    SortedSet<String> wanted = new TreeSet<>();
    SortedSet<String> may = new TreeSet<>();
    for (Node node : api.nodes().list()) {
      boolean isHard = false;
      boolean isAny = false;
      for (Taint taint : node.taints()) {
        boolean tolerated =
            one.spec().template().spec().tolerations().stream().anyMatch(t -> t.tolerates(taint));
        isAny |= !tolerated && taint.effect() == TaintEffect.NO_EXECUTE;
        isHard |= !tolerated && taint.effect() != TaintEffect.PREFER_NO_SCHEDULE;
      }
      if (!isHard) {
        wanted.add(node.name());
      }
      if (!isAny) {
        may.add(node.name());
      }
    }
    SortedSet<String> found = new TreeSet<>();
    List<Pod> ready = ready(one, "DaemonSet");
    ready.forEach(pod -> found.add(pod.nodeName()));
    expect(
        found.containsAll(wanted) && may.containsAll(found) && found.size() == ready.size(),
        "daemon set %s wants %s, ready: %s on %s",
        one.key(),
        wanted,
        ready.size(),
        found);
    // As in Kubernetes, a set that surges is judged by the oldest pod of a node, be it a failed one
    // that has yet to be removed.
    boolean hasFailed =
        api.pods().list().stream()
            .anyMatch(
                pod ->
                    pod.phase() == PodPhase.FAILED
                        && pod.owner() != null
                        && pod.owner().refersTo("DaemonSet", one.meta()));
    expect(
        hasFailed
            || (one.status().updatedNumberScheduled() == wanted.size()
                && one.status().numberAvailable() == wanted.size()),
        "daemon set %s wants %d: %s",
        one.key(),
        wanted.size(),
        one.status());
  }

  private void job(Job one) {
    expect(
        one.isFinished() || isRecent(one.meta().createdNanos(), one.meta().owner()),
        "job %s goes on: %s",
        one.key(),
        one.status());
  }

  private void cronJob(CronJob one) {
    expect(
        one.status().lastScheduleNanos() > nowNanos - BATCH_NANOS,
        "cron job %s has begun nothing lately: %s",
        one.key(),
        one.status());
  }

  private void budget(PodDisruptionBudget one) {
    int healthy = 0;
    for (Pod pod : selected(one.namespace(), one.selector())) {
      healthy += pod.ready() && !pod.isTerminating() ? 1 : 0;
    }
    PodDisruptionBudget.Status status = one.status();
    expect(
        status.currentHealthy() == healthy
            && (status.expectedPods() == 0
                || status.disruptionsAllowed() == Math.max(0, healthy - status.desiredHealthy())),
        "budget %s has %d healthy: %s",
        one.key(),
        healthy,
        status);
  }

  private void service(Service one) {
    SortedSet<String> ready = new TreeSet<>();
    for (Pod pod : api.pods().list()) {
      if (pod.namespace().equals(one.namespace())
          && pod.labels().containsAll(one.selector())
          && pod.ready()
          && !pod.isTerminating()) {
        ready.add(pod.name());
      }
    }
    Endpoints endpoints = api.endpoints().get(one.key());
    SortedSet<String> found = endpoints == null ? new TreeSet<>() : endpoints.readyPods();
    expect(found.equals(ready), "service %s has %s, ready: %s", one.key(), found, ready);
  }

  private Collection<Pod> selected(String namespace, @Nullable LabelSelector selector) {
    List<Pod> pods = new ArrayList<>();
    for (Pod pod : api.pods().list()) {
      if (selector != null && pod.namespace().equals(namespace) && selector.matches(pod.labels())) {
        pods.add(pod);
      }
    }
    return pods;
  }

  private static SortedSet<String> names(List<Pod> pods) {
    SortedSet<String> names = new TreeSet<>();
    pods.forEach(pod -> names.add(pod.name()));
    return names;
  }
}
