package io.towtank.api;

import static io.towtank.scheduling.testing.Objects.SECOND;
import static io.towtank.scheduling.testing.Objects.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.Simulation;
import io.towtank.model.Deployment;
import io.towtank.model.DeploymentSpec;
import io.towtank.model.Job;
import io.towtank.model.JobSpec;
import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.ObjectMeta;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodTemplate;
import io.towtank.model.Propagation;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the API does with objects that are declared and looked after. */
final class MetaObjectsTest {
  private static final Labels WEB = Labels.of("app", "web");

  private final Simulation simulation = new Simulation(1);
  private final ApiServer api = new ApiServer(simulation);

  private static PodTemplate template(long cpuMillis) {
    return new PodTemplate(WEB, spec(cpuMillis), PodBehavior.DEFAULT);
  }

  private static Deployment web() {
    return new Deployment(
        ObjectMeta.of("default", "web"),
        DeploymentSpec.builder(LabelSelector.ofLabels(WEB), template(100)).replicas(3).build());
  }

  private Deployment stored() {
    return Objects.requireNonNull(api.deployments().get("default/web"));
  }

  @Test
  void objectsGetAUidAndATimeAndAreOfTheFirstGeneration() {
    simulation.runUntil(SECOND);
    ObjectMeta web = api.deployments().create(web()).orThrow().meta();
    ObjectMeta job =
        api.jobs()
            .create(new Job(ObjectMeta.of("default", "job"), JobSpec.builder(template(1)).build()))
            .orThrow()
            .meta();

    assertThat(web.createdNanos()).isEqualTo(SECOND);
    assertThat(web.generation()).isEqualTo(1);
    assertThat(job.uid()).isNotEqualTo(web.uid()).isPositive();
  }

  @Test
  void onlyAChangeOfWhatIsDeclaredIsANewGeneration() {
    api.deployments().create(web()).orThrow();

    api.deployments().update("default/web", deployment -> deployment.withRevision(1)).orThrow();
    api.deployments()
        .update(
            "default/web",
            deployment ->
                deployment.withSpec(deployment.spec().toBuilder().template(template(100)).build()))
        .orThrow();
    assertThat(stored().meta().generation()).isEqualTo(1);

    api.deployments()
        .update(
            "default/web",
            deployment ->
                deployment.withSpec(deployment.spec().toBuilder().template(template(200)).build()))
        .orThrow();
    assertThat(stored().meta().generation()).isEqualTo(2);
  }

  @Test
  void identityStaysWhateverAWriterSays() {
    long uid = api.deployments().create(web()).orThrow().meta().uid();

    api.deployments().update("default/web", deployment -> web()).orThrow();

    assertThat(stored().meta().uid()).isEqualTo(uid);
  }

  @Test
  void namespaceMustExist() {
    Deployment lost = web().withMeta(ObjectMeta.of("nowhere", "web"));

    assertThat(api.deployments().create(lost).message())
        .isEqualTo("Deployment nowhere/web: namespace nowhere does not exist");
  }

  @Test
  void deletedInTheBackgroundItIsGoneAtOnce() {
    api.deployments().create(web()).orThrow();

    api.delete(api.deployments(), "default/web", Propagation.BACKGROUND).orThrow();

    assertThat(api.deployments().get("default/web")).isNull();
  }

  @Test
  void deletedInTheForegroundItWaitsForItsDependents() {
    api.deployments().create(web()).orThrow();
    simulation.runUntil(SECOND);

    api.delete(api.deployments(), "default/web", Propagation.FOREGROUND).orThrow();
    assertThat(stored().meta().deletionNanos()).isEqualTo(SECOND);
    assertThat(stored().meta().generation()).isEqualTo(2);
    assertThat(stored().meta().finalizers()).containsExactly(ObjectMeta.FOREGROUND_DELETION);

    api.removeFinalizer(api.deployments(), "default/web", ObjectMeta.FOREGROUND_DELETION).orThrow();
    assertThat(api.deployments().get("default/web")).isNull();
  }

  @Test
  void orphansAreAskedForByAFinalizer() {
    api.deployments().create(web()).orThrow();

    api.delete(api.deployments(), "default/web", Propagation.ORPHAN).orThrow();

    assertThat(stored().meta().finalizers()).containsExactly(ObjectMeta.ORPHAN);
  }
}
