package io.towtank.workloads.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.CronJob;
import io.towtank.model.CronJobSpec;
import io.towtank.model.DaemonSet;
import io.towtank.model.Deployment;
import io.towtank.model.DeploymentSpec;
import io.towtank.model.IntOrPercent;
import io.towtank.model.Job;
import io.towtank.model.JobSpec;
import io.towtank.model.Labels;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodBehavior.FailureModel;
import io.towtank.model.PodFailurePolicy.Action;
import io.towtank.model.PodTemplate;
import io.towtank.model.Probe;
import io.towtank.model.ReplicaSet;
import io.towtank.model.Replicated;
import io.towtank.model.ReplicationController;
import io.towtank.model.RestartPolicy;
import io.towtank.model.StatefulSet;
import io.towtank.model.StatefulSetSpec;
import io.towtank.model.UpdateStrategy;
import io.towtank.text.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WorkloadObjectsTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<String> warnings = new ArrayList<>();
  private final WorkloadObjects objects = new WorkloadObjects("shop.yaml", warnings::add);

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop, labels: {team: a}}
      spec:
        replicas: 10
        selector: {matchLabels: {app: web}}
        minReadySeconds: 5
        progressDeadlineSeconds: 120
        revisionHistoryLimit: 2
        paused: true
        strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 30%, maxUnavailable: 0}}
        template:
          metadata:
            labels: {app: web, tier: front}
            annotations:
              towtank.io/startup: 20s
              towtank.io/readiness: 1500ms
              towtank.io/failing-runs: "2"
              towtank.io/exit-after: 3s
              prometheus.io/scrape: "true"
          spec:
            terminationGracePeriodSeconds: 15
            containers:
            - name: web
              image: web:1
              command: [serve]
              resources: {requests: {cpu: 500m, memory: 1Gi}, limits: {memory: 1Gi}}
              startupProbe: {httpGet: {path: /, port: http}, failureThreshold: 30}
              readinessProbe: {tcpSocket: {port: 80}, periodSeconds: 5, initialDelaySeconds: 2}
      """;

  @Test
  void deploymentWithItsStrategyAndTemplate() {
    Deployment web = objects.deployment(Trees.yaml(DEPLOYMENT));
    DeploymentSpec spec = web.spec();
    PodTemplate template = spec.template();

    assertThat(web.key()).isEqualTo("shop/web");
    assertThat(web.meta().labels()).isEqualTo(Labels.of("team", "a"));
    assertThat(spec)
        .isEqualTo(
            DeploymentSpec.builder(spec.selector(), template)
                .replicas(10)
                .minReadyNanos(5 * SECOND)
                .progressDeadlineNanos(120 * SECOND)
                .revisionHistoryLimit(2)
                .paused(true)
                .maxSurge(IntOrPercent.ofPercent(30))
                .maxUnavailable(IntOrPercent.of(0))
                .build());
    assertThat(template.labels()).hasToString("{app=web, tier=front}");
    assertThat(template.spec().terminationGraceNanos()).isEqualTo(15 * SECOND);
    assertThat(template.spec().effectiveRequests()).hasToString("{cpu=500, memory=1073741824}");
    assertThat(template.behavior())
        .isEqualTo(
            new PodBehavior(
                Pod.NEVER, 20 * SECOND, 3 * SECOND / 2, new FailureModel(1, 3 * SECOND, 2), 0));
    var container = template.spec().containers().get(0);
    assertThat(container.startupProbe()).isEqualTo(new Probe(0, 10 * SECOND, SECOND, 30, 1));
    assertThat(container.readinessProbe())
        .isEqualTo(new Probe(2 * SECOND, 5 * SECOND, SECOND, 3, 1));
    assertThat(container.livenessProbe()).isNull();
    assertThat(warnings).isEmpty();
  }

  @Test
  void deploymentThatSaysLittleHasKubernetesDefaults() {
    Deployment web =
        objects.deployment(
            Trees.yaml(
                """
                kind: Deployment
                metadata: {name: web}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web}]}
                """));

    assertThat(web.spec().replicas()).isEqualTo(1);
    assertThat(web.spec().strategy()).isEqualTo(DeploymentSpec.Strategy.ROLLING_UPDATE);
    assertThat(web.spec().maxSurge()).hasToString("25%");
    assertThat(web.spec().maxUnavailable()).hasToString("25%");
    assertThat(web.spec().progressDeadlineNanos()).isEqualTo(600 * SECOND);
    assertThat(web.spec().revisionHistoryLimit()).isEqualTo(10);
    assertThat(web.spec().template().behavior()).isEqualTo(PodBehavior.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas: 10|replicas: -1|spec.replicas: found -1, expected a whole number, 0 or more",
        "maxSurge: 30%|maxSurge: much|spec.strategy.rollingUpdate.maxSurge: found 'much',"
            + " expected a number, 0 or more, or a share such as 25%",
        "maxSurge: 30%|maxSurge: 0|spec.strategy.rollingUpdate: maxSurge and maxUnavailable are"
            + " both 0, so that no pod can be replaced",
        "type: RollingUpdate|type: Slow|spec.strategy.type: found 'Slow', expected one of"
            + " RollingUpdate, Recreate",
        "{app: web, tier|{app: shop, tier|spec.selector: expected a selector that matches the"
            + " template's labels {app=shop, tier=front}, found one that does not",
        "terminationGracePeriodSeconds: 15|restartPolicy: Never|spec.template.spec.restartPolicy:"
            + " expected Always, since the pods are to go on for ever",
        "cpu: 500m|cpu: lots|spec.template.spec.containers[0].resources.requests.cpu: found"
            + " 'lots', expected a quantity such as 500m, 2 or 4Gi, from 0 to 8Ei less one",
        "startup: 20s|startup: soon|spec.template.metadata.annotations.towtank.io/startup: found"
            + " 'soon', expected a duration such as 90s, 5m or 1h30m",
      })
  void whatCannotBeIsRefusedByItsPath(String good, String bad, String problem) {
    String text = DEPLOYMENT.replace(good, bad);
    assertThat(text).isNotEqualTo(DEPLOYMENT);

    assertThatThrownBy(() -> objects.deployment(Trees.yaml(text)))
        .isInstanceOf(InputException.class)
        .hasMessage("shop.yaml: Deployment shop/web: " + problem);
  }

  @Test
  void annotationThatIsNotKnownIsWarnedOf() {
    objects.deployment(Trees.yaml(DEPLOYMENT.replace("io/readiness", "io/readyness")));

    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith(
            "shop.yaml: Deployment shop/web: spec.template.metadata.annotations.towtank.io/readyness:"
                + " unknown annotation, has no effect")
        .contains("readiness");
  }

  @Test
  void deletionCostIsReadFromTheTemplate() {
    String cost = "controller.kubernetes.io/pod-deletion-cost: \"%s\"";
    Deployment web =
        objects.deployment(
            Trees.yaml(
                DEPLOYMENT.replace("prometheus.io/scrape: \"true\"", cost.formatted("-20"))));
    OwnerReference owner = new OwnerReference("ReplicaSet", "web-1", 1);

    assertThat(web.spec().template().pod("shop", "web-1-a", owner).build().deletionCost())
        .isEqualTo(-20);
    assertThatThrownBy(
            () ->
                objects.deployment(
                    Trees.yaml(
                        DEPLOYMENT.replace(
                            "prometheus.io/scrape: \"true\"", cost.formatted("+20")))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(
            "spec.template.metadata.annotations.controller.kubernetes.io/pod-deletion-cost: found"
                + " '+20', expected a whole number from -2147483648 to 2147483647");
  }

  @Test
  void replicaSetAndReplicationController() {
    ReplicaSet set =
        objects.replicaSet(
            Trees.yaml(
                """
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata:
                  name: web-1
                  ownerReferences:
                  - {apiVersion: apps/v1, kind: Deployment, name: web, uid: x, controller: true}
                spec:
                  replicas: 3
                  minReadySeconds: 7
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: "web:1"}]}
                status: {replicas: 3, readyReplicas: 3}
                """));
    ReplicationController controller =
        objects.replicationController(
            Trees.yaml(
                """
                apiVersion: v1
                kind: ReplicationController
                metadata: {name: old}
                spec:
                  replicas: 2
                  template:
                    metadata: {labels: {app: old}}
                    spec: {containers: [{name: old}]}
                """));

    assertThat(set.spec().replicas()).isEqualTo(3);
    assertThat(set.spec().minReadyNanos()).isEqualTo(7 * SECOND);
    assertThat(Objects.requireNonNull(set.meta().owner()).name()).isEqualTo("web");
    assertThat(set.status()).isEqualTo(Replicated.Status.INITIAL);
    assertThat(Objects.requireNonNull(set.spec().template()).labels())
        .isEqualTo(Labels.of("app", "web"));
    assertThat(controller.spec().replicas()).isEqualTo(2);
    assertThat(controller.selector().matches(Labels.of("app", "old"))).isTrue();
  }

  @Test
  void statefulSetWithItsIdentityAndUpdate() {
    StatefulSet set =
        objects.statefulSet(
            Trees.yaml(
                """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db}
                spec:
                  serviceName: db
                  replicas: 5
                  podManagementPolicy: Parallel
                  ordinals: {start: 2}
                  updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 3, maxUnavailable: 2}}
                  persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete}
                  selector: {matchLabels: {app: db}}
                  template:
                    metadata: {labels: {app: db}}
                    spec: {containers: [{name: db}]}
                  volumeClaimTemplates:
                  - metadata: {name: data}
                    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}
                """));
    StatefulSetSpec spec = set.spec();

    assertThat(spec)
        .isEqualTo(
            StatefulSetSpec.builder(spec.selector(), spec.template())
                .replicas(5)
                .serviceName("db")
                .podManagement(StatefulSetSpec.PodManagement.PARALLEL)
                .startOrdinal(2)
                .partition(3)
                .maxUnavailable(IntOrPercent.of(2))
                .volumeClaimTemplates(spec.volumeClaimTemplates())
                .claimsGo(true, false)
                .build());
    assertThat(spec.volumeClaimTemplates().get(0).named("shop", "data-db-2"))
        .matches(claim -> claim.key().equals("shop/data-db-2"))
        .matches(claim -> claim.requestBytes() == 10L << 30);
    assertThat(warnings).isEmpty();
  }

  @Test
  void daemonSetWithItsUpdate() {
    DaemonSet set =
        objects.daemonSet(
            Trees.yaml(
                """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: log}
                spec:
                  selector: {matchLabels: {app: log}}
                  updateStrategy: {type: OnDelete, rollingUpdate: {maxUnavailable: 10%}}
                  template:
                    metadata: {labels: {app: log}}
                    spec:
                      tolerations: [{operator: Exists}]
                      containers: [{name: log}]
                """));

    assertThat(set.spec().updateStrategy()).isEqualTo(UpdateStrategy.ON_DELETE);
    assertThat(set.spec().maxUnavailable()).hasToString("10%");
    assertThat(set.spec().maxSurge()).hasToString("0");
    assertThat(set.spec().template().spec().tolerations()).hasSize(1);
  }

  private static final String JOB_SPEC =
      """
      parallelism: 4
      completions: 12
      completionMode: Indexed
      backoffLimitPerIndex: 1
      maxFailedIndexes: 3
      activeDeadlineSeconds: 3600
      ttlSecondsAfterFinished: 60
      podFailurePolicy:
        rules:
        - {action: FailJob, onExitCodes: {containerName: main, operator: In, values: [42]}}
        - {action: Ignore, onPodConditions: [{type: DisruptionTarget}]}
      template:
        metadata: {annotations: {towtank.io/duration: 10m, towtank.io/checkpoint: 1m}}
        spec: {restartPolicy: Never, containers: [{name: main}]}
      """;

  @Test
  void jobWithItsLimitsAndPolicies() {
    Job job =
        objects.job(Trees.yaml("kind: Job\nmetadata: {name: train}\nspec:\n" + JOB_SPEC.indent(2)));
    JobSpec spec = job.spec();

    assertThat(spec)
        .isEqualTo(
            JobSpec.builder(spec.template())
                .parallelism(4)
                .completions(12)
                .completionMode(JobSpec.CompletionMode.INDEXED)
                .backoffLimit(Integer.MAX_VALUE)
                .backoffLimitPerIndex(1)
                .maxFailedIndexes(3)
                .activeDeadlineNanos(3600 * SECOND)
                .ttlAfterFinishedNanos(60 * SECOND)
                .podFailurePolicy(spec.podFailurePolicy())
                .podReplacementPolicy(JobSpec.PodReplacementPolicy.FAILED)
                .build());
    assertThat(spec.podFailurePolicy().rules())
        .extracting(rule -> rule.action())
        .containsExactly(Action.FAIL_JOB, Action.IGNORE);
    assertThat(spec.template().behavior().durationNanos()).isEqualTo(600 * SECOND);
    assertThat(spec.template().behavior().checkpointNanos()).isEqualTo(60 * SECOND);
    assertThat(spec.template().spec().restartPolicy()).isEqualTo(RestartPolicy.NEVER);
  }

  @Test
  void jobThatSaysLittleRunsOnePod() {
    Job job =
        objects.job(
            Trees.yaml(
                """
                kind: Job
                metadata: {name: once}
                spec: {template: {spec: {restartPolicy: OnFailure, containers: [{name: a}]}}}
                """));

    assertThat(job.spec()).isEqualTo(JobSpec.builder(job.spec().template()).build());
    assertThat(job.spec().completions()).isEqualTo(1);
    assertThat(job.spec().backoffLimit()).isEqualTo(6);
  }

  @Test
  void jobOfWhichOnlyTheParallelismIsSaidIsDoneWhenOnePodIs() {
    Job job =
        objects.job(
            Trees.yaml(
                """
                kind: Job
                metadata: {name: queue}
                spec:
                  parallelism: 3
                  template: {spec: {restartPolicy: Never, containers: [{name: a}]}}
                """));

    assertThat(job.spec().completions()).isNull();
  }

  @Test
  void cronJobWithItsScheduleAndJob() {
    String text =
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: nightly}
        spec:
          schedule: 0 3 * * *
          timeZone: Europe/Berlin
          startingDeadlineSeconds: 30
          concurrencyPolicy: Forbid
          suspend: true
          failedJobsHistoryLimit: 0
          jobTemplate:
            metadata: {labels: {app: nightly}}
            spec:
        """;
    CronJob cronJob = objects.cronJob(Trees.yaml(text + JOB_SPEC.indent(6)));

    assertThat(cronJob.spec())
        .isEqualTo(
            CronJobSpec.builder("0 3 * * *", cronJob.spec().jobTemplate())
                .jobLabels(Labels.of("app", "nightly"))
                .timeZone("Europe/Berlin")
                .startingDeadlineNanos(30 * SECOND)
                .concurrencyPolicy(CronJobSpec.ConcurrencyPolicy.FORBID)
                .suspend(true)
                .failedJobsHistoryLimit(0)
                .build());
    assertThat(cronJob.spec().jobTemplate().template().behavior().durationNanos())
        .isEqualTo(600 * SECOND);
    assertThatThrownBy(
            () -> objects.cronJob(Trees.yaml(text + JOB_SPEC.replace("Never", "Always").indent(6))))
        .hasMessage(
            "shop.yaml: CronJob default/nightly: spec.jobTemplate.spec.template.spec.restartPolicy:"
                + " expected OnFailure or Never, since the pods are to end");
  }
}
