package io.towtank.api;

import static io.towtank.scheduling.testing.Objects.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.towtank.kernel.Simulation;
import io.towtank.model.Container;
import io.towtank.model.Labels;
import io.towtank.model.LimitRange;
import io.towtank.model.ObjectMeta;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceQuota;
import io.towtank.model.Service;
import io.towtank.model.Taint;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Quotas, limit ranges and default tolerations: what pods may ask for, and what they get. */
final class LimitsAdmissionTest {
  private static final ResourceList NONE = ResourceList.EMPTY;

  private final Simulation simulation = new Simulation(1);
  private final ApiServer api = new ApiServer(simulation);

  private WriteResult<Pod> create(String name, ResourceList requests, ResourceList limits) {
    Container container = new Container("main", "", requests, limits, List.of(), false);
    return api.pods()
        .create(
            Pod.builder(name, PodSpec.builder().containers(List.of(container)).build()).build());
  }

  private void limitRange(
      LimitRange.Type type, ResourceList min, ResourceList max, ResourceList ratioMilli) {
    api.limitRanges()
        .create(
            new LimitRange(
                ObjectMeta.of("default", type.name()),
                List.of(new LimitRange.Item(type, NONE, NONE, min, max, ratioMilli)),
                0))
        .orThrow();
  }

  @Test
  void aQuotaLimitsTheNumberOfObjects() {
    service("before");
    quota(
        ResourceList.of(
            Map.of(
                "services", 2L, "count/services", 9L, "count/pods", 1L, "count/jobs.batch", 1L)));
    assertThat(service("second").isOk()).isTrue();
    assertThat(service("third").message())
        .endsWith(
            "exceeded quota: team, requested: services=1, used: services=2, limited: services=2");
    assertThat(used())
        .hasToString("{count/jobs.batch=0, count/pods=0, count/services=2, services=2}");

    api.services().delete("default/before").orThrow();
    assertThat(service("third").isOk()).isTrue();

    // An ended pod is an object, too.
    assertThat(create("a", NONE, NONE).isOk()).isTrue();
    api.pods()
        .update("default/a", pod -> pod.toBuilder().phase(PodPhase.SUCCEEDED).build())
        .orThrow();
    assertThat(create("b", NONE, NONE).message()).contains("used: count/pods=1");
    assertThat(used())
        .hasToString("{count/jobs.batch=0, count/pods=1, count/services=2, services=2}");
  }

  private WriteResult<Service> service(String name) {
    return api.services().create(new Service("default", name, Labels.of("app", name), 0));
  }

  private ResourceList used() {
    return Objects.requireNonNull(api.resourceQuotas().get("default/team")).used();
  }

  private void quota(ResourceList hard, ResourceQuota.Scope... scopes) {
    api.resourceQuotas()
        .create(
            new ResourceQuota(
                ObjectMeta.of("default", "team"), new ResourceQuota.Spec(hard, List.of(scopes))))
        .orThrow();
  }

  @Test
  void containerThatAsksForNothingGetsTheDefaults() {
    limitRange(LimitRange.Type.CONTAINER, NONE, NONE.with("cpu", 500), NONE);

    Container container = create("p", NONE, NONE).orThrow().spec().containers().get(0);

    assertThat(container.requests()).hasToString("{cpu=500}");
    assertThat(container.limits()).hasToString("{cpu=500}");
  }

  @Test
  void containerMustStayWithinItsRange() {
    limitRange(
        LimitRange.Type.CONTAINER,
        NONE.with("cpu", 100),
        NONE.with("cpu", 500),
        NONE.with("cpu", 2000));

    assertThat(create("p", NONE.with("cpu", 50), NONE.with("cpu", 600)).message())
        .isEqualTo(
            "Pod default/p: minimum cpu usage per Container is 100 millicores, but request is 50;"
                + " maximum cpu usage per Container is 500 millicores, but limit is 600; cpu max"
                + " limit to request ratio per Container is 2.0, but provided ratio is 12.0");
    assertThat(create("p", NONE.with("cpu", 200), NONE.with("cpu", 400)).isOk()).isTrue();
  }

  @Test
  void containersOfAPodMustStayWithinItsRangeTogether() {
    limitRange(LimitRange.Type.POD, NONE, NONE.with("memory", 100), NONE);
    Container half = new Container("c", "", NONE, NONE.with("memory", 60), List.of(), false);
    PodSpec both = PodSpec.builder().containers(List.of(half, half)).build();

    assertThat(create("p", NONE, NONE.with("memory", 60)).isOk()).isTrue();
    assertThat(api.pods().create(Pod.builder("q", both).build()).message())
        .isEqualTo("Pod default/q: maximum memory usage per Pod is 100 bytes, but limit is 120");
    assertThat(create("r", NONE.with("memory", 60), NONE).message())
        .endsWith("maximum memory usage per Pod is 100 bytes.  No limit is specified");
  }

  @Test
  void quotaCountsWhatPodsTakeAndGiveBack() {
    create("before", NONE.with("cpu", 100), NONE).orThrow();
    quota(NONE.with("requests.cpu", 1000).with("pods", 3));
    assertThat(used()).hasToString("{pods=1, requests.cpu=100}");

    create("p", NONE.with("cpu", 600), NONE).orThrow();
    assertThat(create("q", NONE.with("cpu", 500), NONE).message())
        .isEqualTo(
            "Pod default/q: exceeded quota: team, requested: requests.cpu=500, used:"
                + " requests.cpu=700, limited: requests.cpu=1000");

    api.pods()
        .update("default/p", pod -> pod.toBuilder().phase(PodPhase.SUCCEEDED).build())
        .orThrow();
    api.pods().delete("default/p").orThrow();
    assertThat(used()).hasToString("{pods=1, requests.cpu=100}");
    create("q", NONE.with("cpu", 500), NONE).orThrow();
    api.pods().delete("default/before").orThrow();
    assertThat(used()).hasToString("{pods=1, requests.cpu=500}");
  }

  @Test
  void quotaOnLimitsWantsThemStated() {
    quota(NONE.with("limits.memory", 1000));

    assertThat(create("p", NONE.with("memory", 1), NONE).message())
        .isEqualTo("Pod default/p: failed quota: team: must specify limits.memory for: main");
    create("q", NONE, NONE.with("memory", 300)).orThrow();
    assertThat(used()).hasToString("{limits.memory=300}");
  }

  @Test
  void quotaLooksOnlyAtPodsInItsScopes() {
    quota(NONE.with("pods", 1), ResourceQuota.Scope.BEST_EFFORT);

    create("p", NONE.with("cpu", 1), NONE).orThrow();
    create("q", NONE, NONE).orThrow();

    assertThat(create("r", NONE, NONE).code()).isEqualTo(WriteResult.Code.REFUSED);
    assertThat(create("s", NONE.with("cpu", 1), NONE).isOk()).isTrue();
  }

  @Test
  void podsTolerateALostNodeForAWhileOnceTheApiIsTold() {
    PodSpec plain = spec(1);
    Toleration own =
        new Toleration(
            Taint.UNREACHABLE, Toleration.Operator.EXISTS, "", TaintEffect.NO_EXECUTE, 30L);
    assertThat(tolerations("a", plain)).isEmpty();

    api.setDefaultTolerationSeconds(300, 200);

    assertThat(tolerations("b", plain))
        .extracting(Toleration::key, Toleration::tolerationSeconds)
        .containsExactly(tuple(Taint.NOT_READY, 300L), tuple(Taint.UNREACHABLE, 200L));
    assertThat(tolerations("c", plain.toBuilder().tolerations(List.of(own)).build()))
        .extracting(Toleration::tolerationSeconds)
        .containsExactly(30L, 300L);
    assertThat(specOf("d", plain)).isSameAs(specOf("e", plain));
  }

  private PodSpec specOf(String name, PodSpec spec) {
    return api.pods().create(Pod.builder(name, spec).build()).orThrow().spec();
  }

  private List<Toleration> tolerations(String name, PodSpec spec) {
    return specOf(name, spec).tolerations();
  }
}
