package io.towtank.control.deployment;

import io.towtank.api.ApiServer;
import io.towtank.api.WriteResult;
import io.towtank.control.ControlContext;
import io.towtank.control.WriteFailure;
import io.towtank.model.Deployment;
import io.towtank.model.Deployment.Condition;
import io.towtank.model.DeploymentRevision;
import io.towtank.model.DeploymentSpec.Strategy;
import io.towtank.model.LabelSelector;
import io.towtank.model.NodeCondition;
import io.towtank.model.ObjectMeta;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodTemplate;
import io.towtank.model.ReplicaSet;
import io.towtank.model.Replicated;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One look at a deployment: the deployment and its replica sets as they stand, and the writes that
 * change them. Source for the rules: Kubernetes v1.34, {@code pkg/controller/deployment/sync.go}.
 */
final class Rollout {
  private final ControlContext context;
  private final TemplateHashes hashes;
  private final List<ReplicaSet> sets;
  private final RollingLimits limits;
  private Deployment deployment;
  private String newName = "";

  /**
   * A look at a deployment.
   *
   * @param sets its replica sets, oldest first
   */
  Rollout(
      ControlContext context, TemplateHashes hashes, Deployment deployment, List<ReplicaSet> sets) {
    this.context = context;
    this.hashes = hashes;
    this.deployment = deployment;
    this.sets = new ArrayList<>(sets);
    limits = RollingLimits.of(deployment.spec());
  }

  Deployment deployment() {
    return deployment;
  }

  RollingLimits limits() {
    return limits;
  }

  /** Pods wanted. */
  int wanted() {
    return deployment.spec().replicas();
  }

  long now() {
    return context.simulation().now();
  }

  ApiServer api() {
    return context.api();
  }

  /** All replica sets, oldest first. */
  List<ReplicaSet> all() {
    return List.copyOf(sets);
  }

  /** The replica set of the present template, null if there is none yet. */
  @Nullable ReplicaSet newSet() {
    for (ReplicaSet set : sets) {
      if (set.name().equals(newName)) {
        return set;
      }
    }
    return null;
  }

  /** Replica sets of other templates, oldest first. */
  List<ReplicaSet> oldSets() {
    List<ReplicaSet> old = new ArrayList<>();
    for (ReplicaSet set : sets) {
      if (!set.name().equals(newName)) {
        old.add(set);
      }
    }
    return old;
  }

  /** Those that want pods. */
  static List<ReplicaSet> active(List<ReplicaSet> sets) {
    return sets.stream().filter(set -> set.spec().replicas() > 0).toList();
  }

  /** Sum over replica sets. */
  static int sum(List<ReplicaSet> sets, ToIntFunction<ReplicaSet> value) {
    return sets.stream().mapToInt(value).sum();
  }

  /** Pods that all replica sets together want. */
  int declared() {
    return sum(sets, set -> set.spec().replicas());
  }

  /** Pods of all replica sets that are available, as these last counted. */
  int available() {
    return sum(sets, set -> set.status().availableReplicas());
  }

  /**
   * Finds the replica set of the present template and numbers it; makes it if asked to. Source:
   * {@code getAllReplicaSetsAndSyncRevision}, {@code getNewReplicaSet}.
   */
  void findNewSet(boolean create) throws WriteFailure {
    newName = "";
    for (ReplicaSet set : sets) {
      if (hashes.isOfTemplate(set, deployment)) {
        newName = set.name();
        break;
      }
    }
    long revision = 1;
    for (ReplicaSet old : oldSets()) {
      revision = Math.max(revision, old.revision().revision() + 1);
    }
    ReplicaSet found = newSet();
    if (found != null) {
      number(found, revision);
    } else if (create) {
      create(revision);
    }
  }

  private void number(ReplicaSet found, long revision) throws WriteFailure {
    DeploymentRevision noted = found.revision();
    long minReady = deployment.spec().minReadyNanos();
    if (noted.revision() < revision || found.spec().minReadyNanos() != minReady) {
      DeploymentRevision next =
          new DeploymentRevision(
              Math.max(revision, noted.revision()), noted.desiredReplicas(), noted.maxReplicas());
      write(
          found,
          set -> {
            Replicated.Spec spec = set.spec();
            return set.withRevision(next)
                .withSpec(
                    new Replicated.Spec(
                        spec.selector(), spec.replicas(), minReady, spec.template()));
          });
      return;
    }
    Deployment.Status status = deployment.status();
    if (hasDeadline() && status.progressing().equals(Condition.UNKNOWN)) {
      status =
          status.withProgressing(
              progressing(NodeCondition.Status.TRUE, Condition.FOUND_NEW_REPLICA_SET));
    }
    write(noted.revision(), status);
  }

  private void create(long revision) throws WriteFailure {
    PodTemplate template = hashes.labelled(deployment);
    String hash = String.valueOf(template.labels().get(TemplateHashes.LABEL));
    LabelSelector selector =
        deployment.spec().selector().withLabels(Map.of(TemplateHashes.LABEL, hash));
    ObjectMeta meta =
        ObjectMeta.of(deployment.namespace(), deployment.name() + "-" + hash)
            .withLabels(template.labels())
            .withOwner(OwnerReference.to(DeploymentController.KIND, deployment));
    ReplicaSet draft =
        new ReplicaSet(
                meta,
                new Replicated.Spec(
                    selector, replicasOfNew(0), deployment.spec().minReadyNanos(), template))
            .withRevision(noteOf(revision));
    WriteResult<ReplicaSet> result = api().replicaSets().create(draft);
    if (result.code() == WriteResult.Code.ALREADY_EXISTS) {
      // Somebody else's of that name: another hash next time.
      write(deployment.revision(), deployment.status().withOneMoreCollision());
    }
    ReplicaSet made = WriteFailure.orStop(result);
    sets.add(made);
    newName = made.name();
    Deployment.Status status = deployment.status();
    if (hasDeadline()) {
      status =
          status.withProgressing(
              progressing(NodeCondition.Status.TRUE, Condition.NEW_REPLICA_SET_CREATED));
    }
    write(revision, status);
  }

  /**
   * How many pods the replica set of the present template may want now. Source: {@code
   * NewRSNewReplicas}.
   *
   * @param has how many it wants so far
   */
  int replicasOfNew(int has) {
    if (deployment.spec().strategy() == Strategy.RECREATE) {
      return wanted();
    }
    int room = wanted() + limits.maxSurge() - declared();
    return room <= 0 ? has : has + Math.min(room, wanted() - has);
  }

  private DeploymentRevision noteOf(long revision) {
    return new DeploymentRevision(revision, wanted(), wanted() + limits.maxSurge());
  }

  /**
   * Makes a replica set want another number of pods, and notes what the deployment wanted then.
   *
   * @param noteAnyway whether the note is written even where the number stays
   */
  ReplicaSet scale(ReplicaSet set, int replicas, boolean noteAnyway) throws WriteFailure {
    boolean isSame = set.spec().replicas() == replicas;
    DeploymentRevision note = noteOf(set.revision().revision());
    if (isSame && (!noteAnyway || set.revision().equals(note))) {
      return set;
    }
    return write(
        set,
        current ->
            current
                .withSpec(current.spec().withReplicas(replicas))
                .withRevision(noteOf(current.revision().revision())));
  }

  private ReplicaSet write(ReplicaSet set, UnaryOperator<ReplicaSet> change) throws WriteFailure {
    ReplicaSet written =
        WriteFailure.orStop(
            api()
                .replicaSets()
                .update(
                    set.key(),
                    current ->
                        current.meta().uid() == set.meta().uid()
                            ? change.apply(current)
                            : current));
    sets.replaceAll(other -> other.name().equals(set.name()) ? written : other);
    return written;
  }

  /** Deletes a replica set that is of no more use. */
  void delete(ReplicaSet set) throws WriteFailure {
    WriteFailure.unlessGone(api().replicaSets().delete(set.key()));
    sets.removeIf(other -> other.name().equals(set.name()));
  }

  /** Writes the deployment's status, if it is another. */
  void write(Deployment.Status status) throws WriteFailure {
    write(deployment.revision(), status);
  }

  private void write(long revision, Deployment.Status status) throws WriteFailure {
    if (deployment.revision() == revision && deployment.status().equals(status)) {
      return;
    }
    Deployment before = deployment;
    deployment =
        WriteFailure.orStop(
            api()
                .deployments()
                .update(
                    before.key(),
                    current ->
                        current.meta().uid() == before.meta().uid()
                            ? current.withRevision(revision).withStatus(status)
                            : current));
  }

  /** Whether the deployment has a deadline for progress. */
  boolean hasDeadline() {
    return deployment.spec().progressDeadlineNanos() != Pod.NEVER;
  }

  /** The condition {@code Progressing}, confirmed now. */
  Condition progressing(NodeCondition.Status status, String reason) {
    return Conditions.next(deployment.status().progressing(), status, reason, now());
  }
}
