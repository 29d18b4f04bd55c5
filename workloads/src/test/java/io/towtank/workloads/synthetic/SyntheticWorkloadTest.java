package io.towtank.workloads.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.towtank.kernel.RandomStreams;
import io.towtank.model.Labels;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.workloads.Traces;
import io.towtank.workloads.distribution.Constant;
import io.towtank.workloads.distribution.Distribution;
import io.towtank.workloads.distribution.Exponential;
import io.towtank.workloads.distribution.Pareto;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SyntheticWorkloadTest {
  private static final long SECOND = 1_000_000_000L;
  private static final OptionalLong NONE = OptionalLong.empty();

  @Test
  void podsComeFromTheirTemplatesOneAfterTheOther() throws IOException {
    PodTemplate web = template("web", 1, null);
    SyntheticWorkload workload =
        new SyntheticWorkload(List.of(web), new Constant(10), OptionalLong.of(3), NONE);

    List<PodArrival> pods = Traces.all(workload.open(new RandomStreams(1)));

    assertThat(pods).extracting(a -> a.pod().name()).containsExactly("web-1", "web-2", "web-3");
    assertThat(pods)
        .extracting(PodArrival::timeNanos)
        .containsExactly(10 * SECOND, 20 * SECOND, 30 * SECOND);
    assertThat(pods).allMatch(a -> a.pod().spec() == web.spec());
    assertThat(pods).allMatch(a -> a.pod().durationNanos() == Pod.NEVER);
    assertThat(pods.get(0).pod().labels()).isEqualTo(Labels.of("app", "web"));
  }

  @Test
  void theSpanEndsTheWorkload() throws IOException {
    SyntheticWorkload workload =
        new SyntheticWorkload(
            List.of(template("a", 1, null)), new Constant(10), NONE, OptionalLong.of(35 * SECOND));

    assertThat(Traces.all(workload.open(new RandomStreams(1)))).hasSize(3);
  }

  @Test
  void templatesAreChosenByTheirWeights() throws IOException {
    SyntheticWorkload workload =
        new SyntheticWorkload(
            List.of(template("often", 3, null), template("seldom", 1, null)),
            new Exponential(1),
            OptionalLong.of(40_000),
            NONE);

    List<PodArrival> pods = Traces.all(workload.open(new RandomStreams(5)));

    // Binomial (40000, 1/4): standard deviation 86.6, four of them allowed.
    assertThat(pods.stream().filter(a -> a.pod().name().startsWith("seldom")).count())
        .isBetween(10_000L - 347, 10_000L + 347);
  }

  @Test
  void otherDurationsLeaveArrivalsAndTemplatesAsTheyAre() throws IOException {
    List<PodArrival> light = mixed(new Exponential(60));
    List<PodArrival> heavy = mixed(new Pareto(1, 1.1));

    assertThat(heavy)
        .extracting(PodArrival::timeNanos)
        .isEqualTo(light.stream().map(PodArrival::timeNanos).toList());
    assertThat(heavy)
        .extracting(a -> a.pod().name())
        .isEqualTo(light.stream().map(a -> a.pod().name()).toList());
    assertThat(heavy)
        .extracting(a -> a.pod().durationNanos())
        .isNotEqualTo(light.stream().map(a -> a.pod().durationNanos()).toList());
    assertThat(light).extracting(PodArrival::timeNanos).isSorted();
  }

  @Test
  void anOutlineHasTheSamePodsButForTheirNumbersAndDurations() throws IOException {
    SyntheticWorkload workload =
        new SyntheticWorkload(
            List.of(template("a", 1, new Exponential(5)), template("b", 2, null)),
            new Exponential(3),
            OptionalLong.of(100),
            OptionalLong.of(200 * SECOND));
    List<PodArrival> pods = Traces.all(workload.open(new RandomStreams(9)));

    List<PodArrival> outline = Traces.all(workload.outline(new RandomStreams(9)));

    assertThat(outline)
        .extracting(PodArrival::timeNanos)
        .isEqualTo(pods.stream().map(PodArrival::timeNanos).toList());
    assertThat(outline).extracting(a -> a.pod().name()).contains("a", "b");
    for (int i = 0; i < pods.size(); i++) {
      assertThat(pods.get(i).pod().name()).startsWith(outline.get(i).pod().name() + "-");
      assertThat(outline.get(i).pod().spec()).isSameAs(pods.get(i).pod().spec());
      assertThat(outline.get(i).pod().labels()).isEqualTo(pods.get(i).pod().labels());
    }
  }

  @Test
  void whatNeverEndsIsRefused() {
    List<PodTemplate> templates = List.of(template("a", 1, null));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SyntheticWorkload(templates, new Constant(1), NONE, NONE))
        .withMessage(
            "a synthetic workload needs a number of pods, or a span and time between arrivals");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new SyntheticWorkload(templates, new Constant(0), NONE, OptionalLong.of(1)))
        .withMessage(
            "a synthetic workload needs a number of pods, or a span and time between arrivals");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> template("a", Double.NaN, null))
        .withMessage("weight of template 'a' must be above 0 and at most 1e12, found NaN");
  }

  @Test
  void usersSubmitOneJobAtATime() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SyntheticWorkload(
                    List.of(template("a", 1, new Constant(1))),
                    new ClosedLoopArrivals(2, new Constant(10)),
                    new Constant(2),
                    OptionalLong.of(5),
                    NONE))
        .withMessage("users of a closed loop submit one job at a time; found batches");
  }

  private static List<PodArrival> mixed(Distribution duration) throws IOException {
    return Traces.all(
        new SyntheticWorkload(
                List.of(template("a", 1, duration), template("b", 2, duration)),
                new Exponential(3),
                OptionalLong.of(100),
                NONE)
            .open(new RandomStreams(9)));
  }

  private static PodTemplate template(String name, double weight, @Nullable Distribution duration) {
    PodSpec spec = PodSpec.builder().requests(ResourceList.of(1000, 1L << 30)).build();
    return new PodTemplate(name, weight, spec, Labels.of("app", name), duration);
  }
}
