package io.towtank.workloads.kubernetes;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.towtank.model.CronJob;
import io.towtank.model.DaemonSet;
import io.towtank.model.DaemonSetSpec;
import io.towtank.model.Deployment;
import io.towtank.model.DeploymentSpec;
import io.towtank.model.Job;
import io.towtank.model.LabelSelector;
import io.towtank.model.ObjectMeta;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.ReplicaSet;
import io.towtank.model.Replicated;
import io.towtank.model.ReplicationController;
import io.towtank.model.StatefulSet;
import io.towtank.model.StatefulSetSpec;
import io.towtank.model.UpdateStrategy;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Kubernetes objects that controllers keep true, with their pod templates: what {@link
 * KubernetesObjects} leaves out. Their status is not read, since controllers work it out.
 *
 * <p>What the pods' containers do is in annotations {@code towtank.io/…} of the templates. All
 * methods throw {@link io.towtank.text.InputException}, naming kind, name and field path, for what
 * can't be used.
 */
public final class WorkloadObjects {
  private static final List<String> IGNORED_FIELDS =
      List.of("metadata.managedFields", "metadata.annotations", "status");
  private static final FieldTree IGNORED = TemplateReader.ignored(IGNORED_FIELDS, "spec.template");
  private static final FieldTree IGNORED_OF_CRON_JOBS =
      TemplateReader.ignored(IGNORED_FIELDS, "spec.jobTemplate.spec.template");
  private static final int NO_DEADLINE_SECONDS = Integer.MAX_VALUE;

  private final ObjectReader reader;

  /**
   * A reader of one input.
   *
   * @param origin what to call the input in messages
   * @param warnings told of fields that have no effect, once for each kind of object and field
   */
  public WorkloadObjects(String origin, Consumer<String> warnings) {
    reader = new ObjectReader(origin, new Warnings(warnings));
  }

  private static int replicas(Manifest manifest, @Nullable Integer replicas) {
    return Fields.count(manifest, replicas, "spec.replicas", 1);
  }

  private static int history(Manifest manifest, @Nullable Integer limit, int absent) {
    return Fields.count(manifest, limit, "spec.revisionHistoryLimit", absent);
  }

  private static long minReady(Manifest manifest, @Nullable Integer seconds) {
    return Fields.seconds(manifest, seconds, "spec.minReadySeconds", 0);
  }

  /** A deployment. */
  public Deployment deployment(Map<String, ?> tree) {
    var taken =
        reader.take(
            "Deployment", tree, IGNORED, io.fabric8.kubernetes.api.model.apps.Deployment.class);
    Manifest manifest = taken.manifest();
    ObjectMeta meta = taken.meta();
    var spec = taken.spec(taken.source().getSpec());
    LabelSelector selector = taken.selector(spec.getSelector());
    DeploymentSpec.Builder built =
        DeploymentSpec.builder(selector, taken.template(spec.getTemplate(), selector))
            .replicas(replicas(manifest, spec.getReplicas()))
            .minReadyNanos(minReady(manifest, spec.getMinReadySeconds()))
            .progressDeadlineNanos(progressDeadline(manifest, spec.getProgressDeadlineSeconds()))
            .revisionHistoryLimit(
                history(
                    manifest,
                    spec.getRevisionHistoryLimit(),
                    DeploymentSpec.REVISION_HISTORY_LIMIT))
            .paused(Boolean.TRUE.equals(spec.getPaused()));
    var strategy = spec.getStrategy();
    if (strategy != null) {
      built.strategy(
          manifest.word(
              strategy.getType(),
              "spec.strategy.type",
              Words.DEPLOYMENT_STRATEGIES,
              DeploymentSpec.Strategy.ROLLING_UPDATE));
      var update = strategy.getRollingUpdate();
      if (update != null) {
        String path = "spec.strategy.rollingUpdate";
        built
            .maxSurge(
                Fields.intOrPercent(
                    manifest, update.getMaxSurge(), path + ".maxSurge", DeploymentSpec.QUARTER))
            .maxUnavailable(
                Fields.intOrPercent(
                    manifest,
                    update.getMaxUnavailable(),
                    path + ".maxUnavailable",
                    DeploymentSpec.QUARTER));
      }
    }
    DeploymentSpec declared = built.build();
    if (declared.strategy() == DeploymentSpec.Strategy.ROLLING_UPDATE
        && declared.maxSurge().value() == 0
        && declared.maxUnavailable().value() == 0) {
      throw manifest.problem(
          "spec.strategy.rollingUpdate",
          "maxSurge and maxUnavailable are both 0, so that no pod can be replaced");
    }
    return new Deployment(meta, declared);
  }

  private static long progressDeadline(Manifest manifest, @Nullable Integer seconds) {
    return seconds != null && seconds == NO_DEADLINE_SECONDS
        ? Pod.NEVER
        : Fields.seconds(
            manifest,
            seconds,
            "spec.progressDeadlineSeconds",
            DeploymentSpec.PROGRESS_DEADLINE_NANOS);
  }

  /** A replica set. */
  public ReplicaSet replicaSet(Map<String, ?> tree) {
    var taken =
        reader.take(
            "ReplicaSet", tree, IGNORED, io.fabric8.kubernetes.api.model.apps.ReplicaSet.class);
    ObjectMeta meta = taken.meta();
    var spec = taken.spec(taken.source().getSpec());
    LabelSelector selector = taken.selector(spec.getSelector());
    return new ReplicaSet(
        meta,
        replicated(
            taken, selector, spec.getReplicas(), spec.getMinReadySeconds(), spec.getTemplate()));
  }

  /** A replication controller; its pods' labels stand in for a selector it lacks. */
  public ReplicationController replicationController(Map<String, ?> tree) {
    var taken =
        reader.take(
            "ReplicationController",
            tree,
            IGNORED,
            io.fabric8.kubernetes.api.model.ReplicationController.class);
    ObjectMeta meta = taken.meta();
    var spec = taken.spec(taken.source().getSpec());
    LabelSelector selector = taken.selector(spec);
    return new ReplicationController(
        meta,
        replicated(
            taken, selector, spec.getReplicas(), spec.getMinReadySeconds(), spec.getTemplate()));
  }

  private static Replicated.Spec replicated(
      ObjectReader.Taken<?> taken,
      LabelSelector selector,
      @Nullable Integer replicas,
      @Nullable Integer minReadySeconds,
      @Nullable PodTemplateSpec template) {
    return new Replicated.Spec(
        selector,
        replicas(taken.manifest(), replicas),
        minReady(taken.manifest(), minReadySeconds),
        taken.template(template, selector));
  }

  /** A stateful set. */
  public StatefulSet statefulSet(Map<String, ?> tree) {
    var taken =
        reader.take(
            "StatefulSet", tree, IGNORED, io.fabric8.kubernetes.api.model.apps.StatefulSet.class);
    Manifest manifest = taken.manifest();
    ObjectMeta meta = taken.meta();
    var spec = taken.spec(taken.source().getSpec());
    LabelSelector selector = taken.selector(spec.getSelector());
    StatefulSetSpec.Builder built =
        StatefulSetSpec.builder(selector, taken.template(spec.getTemplate(), selector))
            .replicas(replicas(manifest, spec.getReplicas()))
            .minReadyNanos(minReady(manifest, spec.getMinReadySeconds()))
            .serviceName(Fields.orEmpty(spec.getServiceName()))
            .podManagement(
                manifest.word(
                    spec.getPodManagementPolicy(),
                    "spec.podManagementPolicy",
                    Words.POD_MANAGEMENT,
                    StatefulSetSpec.PodManagement.ORDERED_READY))
            .revisionHistoryLimit(
                history(
                    manifest,
                    spec.getRevisionHistoryLimit(),
                    StatefulSetSpec.REVISION_HISTORY_LIMIT))
            .volumeClaimTemplates(
                manifest.each(
                    spec.getVolumeClaimTemplates(),
                    "spec.volumeClaimTemplates",
                    (claim, at) -> claimTemplate(manifest.under(at), claim)));
    var ordinals = spec.getOrdinals();
    if (ordinals != null) {
      built.startOrdinal(Fields.count(manifest, ordinals.getStart(), "spec.ordinals.start", 0));
    }
    var retention = spec.getPersistentVolumeClaimRetentionPolicy();
    if (retention != null) {
      String path = "spec.persistentVolumeClaimRetentionPolicy.";
      built.claimsGo(
          manifest.word(
              retention.getWhenDeleted(), path + "whenDeleted", Words.CLAIMS_ARE_DELETED, false),
          manifest.word(
              retention.getWhenScaled(), path + "whenScaled", Words.CLAIMS_ARE_DELETED, false));
    }
    var strategy = spec.getUpdateStrategy();
    if (strategy != null) {
      String path = "spec.updateStrategy";
      built.updateStrategy(updateStrategy(manifest, strategy.getType()));
      var update = strategy.getRollingUpdate();
      if (update != null) {
        built
            .partition(
                Fields.count(manifest, update.getPartition(), path + ".rollingUpdate.partition", 0))
            .maxUnavailable(
                Fields.intOrPercent(
                    manifest,
                    update.getMaxUnavailable(),
                    path + ".rollingUpdate.maxUnavailable",
                    StatefulSetSpec.ONE));
      }
    }
    return new StatefulSet(meta, built.build());
  }

  private static PersistentVolumeClaim claimTemplate(
      Manifest manifest, io.fabric8.kubernetes.api.model.PersistentVolumeClaim claim) {
    return new StorageReader(manifest).claim(claim);
  }

  private static UpdateStrategy updateStrategy(Manifest manifest, @Nullable String type) {
    return manifest.word(
        type, "spec.updateStrategy.type", Words.UPDATE_STRATEGIES, UpdateStrategy.ROLLING_UPDATE);
  }

  /** A daemon set. */
  public DaemonSet daemonSet(Map<String, ?> tree) {
    var taken =
        reader.take(
            "DaemonSet", tree, IGNORED, io.fabric8.kubernetes.api.model.apps.DaemonSet.class);
    Manifest manifest = taken.manifest();
    ObjectMeta meta = taken.meta();
    var spec = taken.spec(taken.source().getSpec());
    LabelSelector selector = taken.selector(spec.getSelector());
    DaemonSetSpec.Builder built =
        DaemonSetSpec.builder(selector, taken.template(spec.getTemplate(), selector))
            .minReadyNanos(minReady(manifest, spec.getMinReadySeconds()))
            .revisionHistoryLimit(
                history(
                    manifest,
                    spec.getRevisionHistoryLimit(),
                    DaemonSetSpec.REVISION_HISTORY_LIMIT));
    var strategy = spec.getUpdateStrategy();
    if (strategy != null) {
      String path = "spec.updateStrategy.rollingUpdate";
      built.updateStrategy(updateStrategy(manifest, strategy.getType()));
      var update = strategy.getRollingUpdate();
      if (update != null) {
        built
            .maxUnavailable(
                Fields.intOrPercent(
                    manifest,
                    update.getMaxUnavailable(),
                    path + ".maxUnavailable",
                    DaemonSetSpec.ONE))
            .maxSurge(
                Fields.intOrPercent(
                    manifest, update.getMaxSurge(), path + ".maxSurge", DaemonSetSpec.NONE));
      }
    }
    return new DaemonSet(meta, built.build());
  }

  /** A job. */
  public Job job(Map<String, ?> tree) {
    var taken =
        reader.take("Job", tree, IGNORED, io.fabric8.kubernetes.api.model.batch.v1.Job.class);
    Manifest manifest = taken.manifest();
    ObjectMeta meta = taken.meta();
    var spec = taken.spec(taken.source().getSpec());
    return new Job(meta, new JobReader(manifest, tree).read(spec));
  }

  /** A cron job; one without a time zone is on UTC. */
  public CronJob cronJob(Map<String, ?> tree) {
    var taken =
        reader.take(
            "CronJob",
            tree,
            IGNORED_OF_CRON_JOBS,
            io.fabric8.kubernetes.api.model.batch.v1.CronJob.class);
    Manifest manifest = taken.manifest();
    ObjectMeta meta = taken.meta();
    var spec = taken.spec(taken.source().getSpec());
    return new CronJob(meta, JobReader.cronJob(manifest, tree, spec));
  }
}
