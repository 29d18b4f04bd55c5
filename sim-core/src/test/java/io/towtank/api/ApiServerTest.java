package io.towtank.api;

import static io.towtank.scheduling.testing.Objects.SECOND;
import static io.towtank.scheduling.testing.Objects.node;
import static io.towtank.scheduling.testing.Objects.pod;
import static io.towtank.scheduling.testing.Objects.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.kernel.Simulation;
import io.towtank.model.Container;
import io.towtank.model.DeviceAllocation;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.PreemptionPolicy;
import io.towtank.model.PriorityClass;
import io.towtank.model.ResourceList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ApiServerTest {
  private final Simulation simulation = new Simulation(1);
  private final ApiServer api = new ApiServer(simulation);

  private Pod create(PodSpec spec) {
    return api.pods().create(Pod.builder("p", spec).build()).orThrow();
  }

  @Test
  void podsGetAUidAndATimeOfCreation() {
    Pod first = api.pods().create(pod("p", 1)).orThrow();
    api.pods().delete("default/p").orThrow();
    simulation.runUntil(SECOND);
    Pod second = api.pods().create(pod("p", 1)).orThrow();

    assertThat(second.uid()).isNotEqualTo(first.uid()).isPositive();
    assertThat(second.createdNanos()).isEqualTo(SECOND);
  }

  @Test
  void namespaceMustExist() {
    WriteResult<Pod> result =
        api.pods().create(Pod.builder("p", spec(1)).namespace("nowhere").build());

    assertThat(result.message()).isEqualTo("Pod nowhere/p: namespace nowhere does not exist");
  }

  @Test
  void limitsStandInForRequestsThatAreMissing() {
    Container container =
        new Container(
            "c",
            "",
            ResourceList.EMPTY.with("cpu", 100),
            ResourceList.of(400, 64),
            List.of(),
            false);
    PodSpec spec =
        PodSpec.builder()
            .containers(List.of(container, Container.ofRequests(ResourceList.EMPTY)))
            .initContainers(List.of(container))
            .build();

    assertThat(create(spec).spec().effectiveRequests()).hasToString("{cpu=100, memory=64}");
  }

  @Test
  void specThatNeedsNoDefaultsStaysTheSame() {
    PodSpec spec = spec(100);

    assertThat(create(spec).spec()).isSameAs(spec);
  }

  @Test
  void priorityIsStatedOrTheClassesOrTheGlobalDefaultsOrZero() {
    PodSpec plain = spec(1);
    assertThat(priority(plain)).isZero();
    assertThat(priority(plain.toBuilder().priorityClassName("system-node-critical").build()))
        .isEqualTo(2_000_001_000);

    api.priorityClasses()
        .create(new PriorityClass("usual", 50, true, PreemptionPolicy.NEVER, 0))
        .orThrow();
    assertThat(priority(plain)).isEqualTo(50);
    assertThat(create(plain.toBuilder().build()).preemptionPolicy())
        .isEqualTo(PreemptionPolicy.NEVER);
    api.pods().delete("default/p").orThrow();
    Pod stated = create(plain.toBuilder().priority(-3).build());
    assertThat(stated.priority()).isEqualTo(-3);
    assertThat(stated.preemptionPolicy()).isEqualTo(PreemptionPolicy.PREEMPT_LOWER_PRIORITY);
    api.pods().delete("default/p").orThrow();

    PodSpec unknown = plain.toBuilder().priorityClassName("unknown").build();
    assertThat(api.pods().create(Pod.builder("p", unknown).build()).message())
        .isEqualTo("Pod default/p: no PriorityClass with name unknown was found");
  }

  private int priority(PodSpec spec) {
    int priority = create(spec).priority();
    api.pods().delete("default/p").orThrow();
    return priority;
  }

  @Test
  void bindingSaysWhereAndWhen() {
    api.nodes().create(node("n1", 1000)).orThrow();
    Pod pod = create(spec(1).toBuilder().build());
    api.pods().update(pod.key(), p -> p.toBuilder().reason("waits").build()).orThrow();
    simulation.runUntil(SECOND);
    List<DeviceAllocation> devices = List.of(new DeviceAllocation("gpu", List.of(0), 500));
    Pod bound = api.bind(pod, "n1", devices).orThrow();

    assertThat(bound.nodeName()).isEqualTo("n1");
    assertThat(bound.devices()).isEqualTo(devices);
    assertThat(bound.boundNanos()).isEqualTo(SECOND);
    assertThat(bound.reason()).isEmpty();
    assertThat(bound.isActiveOnNode()).isTrue();
  }

  @Test
  void bindingNeedsThePodUnboundButNoNode() {
    api.nodes().create(node("n1", 1000)).orThrow();
    Pod pod = create(spec(1));
    Pod other = api.pods().create(Pod.builder("q", spec(1)).build()).orThrow();

    assertThat(api.bind(other, "n2", List.of()).orThrow().nodeName()).isEqualTo("n2");
    api.bind(pod, "n1", List.of()).orThrow();
    assertThat(api.bind(pod, "n1", List.of()).code()).isEqualTo(WriteResult.Code.CONFLICT);
    api.pods().delete(pod.key()).orThrow();
    assertThat(api.bind(pod, "n1", List.of()).message()).isEqualTo("pod default/p is gone");
    Pod namesake = create(spec(1));
    assertThat(api.bind(pod, "n1", List.of()).code()).isEqualTo(WriteResult.Code.NOT_FOUND);
    api.pods().update(namesake.key(), p -> p.toBuilder().deletionNanos(0).build()).orThrow();
    assertThat(api.bind(namesake, "n1", List.of()).code()).isEqualTo(WriteResult.Code.CONFLICT);
  }
}
