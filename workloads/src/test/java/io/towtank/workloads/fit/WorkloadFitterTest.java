package io.towtank.workloads.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.towtank.kernel.RandomStreams;
import io.towtank.model.ArrivalStream;
import io.towtank.model.DeviceRequest;
import io.towtank.model.Labels;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.record.TraceComparison;
import io.towtank.text.InputException;
import io.towtank.workloads.distribution.Constant;
import io.towtank.workloads.distribution.Distribution;
import io.towtank.workloads.distribution.Exponential;
import io.towtank.workloads.distribution.Lognormal;
import io.towtank.workloads.distribution.Uniform;
import io.towtank.workloads.distribution.Weibull;
import io.towtank.workloads.stats.TraceStatisticsCollector;
import io.towtank.workloads.synthetic.CyclicArrivals;
import io.towtank.workloads.synthetic.PodGroup;
import io.towtank.workloads.synthetic.PodTemplate;
import io.towtank.workloads.synthetic.RenewalArrivals;
import io.towtank.workloads.synthetic.SyntheticWorkload;
import io.towtank.workloads.synthetic.Variation;
import io.towtank.workloads.synthetic.WeeklyCycle;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WorkloadFitterTest {
  private static final OptionalLong NONE = OptionalLong.empty();

  @Test
  void aGeneratedWorkloadIsRecoveredAsAWhole() throws IOException {
    PodTemplate small = template("small", 3, 500, new Lognormal(300, 1.2), null);
    PodTemplate large = template("large", 1, 4000, new Weibull(0.7, 2000), null);
    SyntheticWorkload workload =
        new SyntheticWorkload(
            List.of(small, large), new Exponential(20), OptionalLong.of(20_000), NONE);

    FittedWorkload fitted = fit(workload, options(FitOptions.ShapeModel.AUTO, false));

    assertThat(fitted.pods()).isEqualTo(20_000);
    assertThat(fitted.batchSize()).isNull();
    assertThat(fitted.gapCorrelation()).isEqualTo(0, within(0.03));
    assertThat(fitted.templates()).hasSize(2);
    PodTemplate first = fitted.templates().get(0);
    // Binomial (20000, 3/4): standard deviation 61, four of them allowed.
    assertThat(first.weight()).isEqualTo(15_000, within(245.0));
    assertThat(first.spec().effectiveRequests().get(ResourceNames.CPU)).isEqualTo(500);
    Lognormal duration = (Lognormal) Objects.requireNonNull(first.duration());
    assertThat(duration.sigma()).isEqualTo(1.2, within(3 * 1.2 / Math.sqrt(2 * 15_000)));
    assertThat(fitted.templates().get(1).duration()).isInstanceOf(Weibull.class);
    assertThat(tests(workload, fitted)).allMatch(TraceComparison.KolmogorovSmirnov::passes);
  }

  @Test
  void aCopulaIsRecovered() throws IOException {
    Variation variation =
        new Variation(
            new Lognormal(1, 0.8),
            new Lognormal(1, 0.5),
            ResourceList.of(1, 1L << 20),
            new Variation.Correlation(0.7, 0.4, 0.2));
    SyntheticWorkload workload =
        new SyntheticWorkload(
            List.of(template("t", 1, 1000, new Lognormal(300, 1.2), variation)),
            new Exponential(20),
            OptionalLong.of(20_000),
            NONE);

    FittedWorkload fitted = fit(workload, options(FitOptions.ShapeModel.AUTO, false));

    assertThat(fitted.templates()).hasSize(1);
    Variation.Correlation found =
        Objects.requireNonNull(
            Objects.requireNonNull(fitted.templates().get(0).variation()).correlation());
    assertThat(found.cpuMemory()).isEqualTo(0.7, within(0.02));
    assertThat(found.cpuDuration()).isEqualTo(0.4, within(0.03));
    assertThat(found.memoryDuration()).isEqualTo(0.2, within(0.03));
    assertThat(tests(workload, fitted)).allMatch(TraceComparison.KolmogorovSmirnov::passes);
  }

  @Test
  void batchesJobsAndPodsThatNeverEndAreFound() throws IOException {
    PodGroup job = new PodGroup(PodGroup.Kind.JOB, new Uniform(1, 4), false);
    SyntheticWorkload workload =
        new SyntheticWorkload(
            List.of(grouped("batch", 3, 500, job, true), grouped("service", 1, 2000, job, false)),
            new RenewalArrivals(new Exponential(60)),
            new Uniform(1, 3),
            OptionalLong.of(10_000),
            NONE);

    FittedWorkload fitted = fit(workload, options(FitOptions.ShapeModel.JOINT, false));

    assertThat(Objects.requireNonNull(fitted.batchSize()).mean()).isEqualTo(2, within(0.06));
    assertThat(fitted.templates()).hasSize(2);
    assertThat(Objects.requireNonNull(fitted.templates().get(0).group()).size().mean())
        .isEqualTo(2.5, within(0.06));
    assertThat(Objects.requireNonNull(fitted.templates().get(0).group()).sameDuration()).isFalse();
    assertThat(fitted.templates().get(1).duration()).isNull();
    assertThat(fitted.notes()).anyMatch(note -> note.contains("jobs of the same sizes"));
  }

  @Test
  void jobsWhosePodsEndTogetherAreFound() throws IOException {
    PodGroup gang = new PodGroup(PodGroup.Kind.JOB, new Uniform(1, 8), true);
    SyntheticWorkload workload =
        new SyntheticWorkload(
            List.of(grouped("gang", 1, 500, gang, true)),
            new Exponential(60),
            OptionalLong.of(2_000),
            NONE);

    FittedWorkload fitted = fit(workload, options(FitOptions.ShapeModel.JOINT, false));

    assertThat(Objects.requireNonNull(fitted.templates().get(0).group()).sameDuration()).isTrue();
  }

  @Test
  void aCycleIsFollowed() throws IOException {
    SyntheticWorkload workload =
        new SyntheticWorkload(
            List.of(template("t", 1, 500, new Constant(60), null)),
            new CyclicArrivals(
                new RenewalArrivals(new Exponential(30)),
                WeeklyCycle.of(List.of(0.5, 1.5), Collections.nCopies(7, 1.0), 0)),
            null,
            OptionalLong.of(100_000),
            NONE);

    FittedWorkload fitted = fit(workload, options(FitOptions.ShapeModel.JOINT, true));

    FittedWorkload.FittedCycle cycle = Objects.requireNonNull(fitted.cycle());
    assertThat(cycle.hours().subList(0, 12)).allMatch(rate -> rate > 0.4 && rate < 0.6);
    assertThat(cycle.hours().subList(12, 24)).allMatch(rate -> rate > 1.35 && rate < 1.65);
    assertThat(fitted.interArrival().distribution().mean()).isEqualTo(30, within(0.4));
  }

  @Test
  void devicesPrioritiesAndSelectorsStayWithTheirTemplate() throws IOException {
    PodSpec spec =
        PodSpec.builder()
            .requests(ResourceList.of(1000, 1L << 30))
            .devices(List.of(new DeviceRequest(ResourceNames.NVIDIA_GPU, 1, 500)))
            .nodeSelector(Labels.of("gpu", "yes"))
            .priority(7)
            .build();
    SyntheticWorkload workload =
        new SyntheticWorkload(
            List.of(new PodTemplate("gpu", 1, spec, Labels.EMPTY, new Exponential(60))),
            new Exponential(5),
            OptionalLong.of(50),
            NONE);

    PodSpec found =
        fit(workload, options(FitOptions.ShapeModel.AUTO, false)).templates().get(0).spec();

    assertThat(found.devices()).isEqualTo(spec.devices());
    assertThat(found.nodeSelector()).isEqualTo(spec.nodeSelector());
    assertThat(found.priority()).isEqualTo(7);
  }

  @Test
  void tooFewPodsAreRefused() {
    SyntheticWorkload workload =
        new SyntheticWorkload(
            List.of(template("t", 1, 500, new Constant(60), null)),
            new Constant(5),
            OptionalLong.of(2),
            NONE);

    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> fit(workload, options(FitOptions.ShapeModel.AUTO, false)))
        .withMessage("found 2 pods at 2 moments, expected 3 moments or more to estimate from");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(
            () ->
                WorkloadFitter.fit(
                    () -> ArrivalStream.of(List.of()), options(FitOptions.ShapeModel.AUTO, true)));
  }

  private static FitOptions options(FitOptions.ShapeModel shapes, boolean cycle) {
    return new FitOptions(shapes, 200, cycle, false, 1);
  }

  private static FittedWorkload fit(SyntheticWorkload workload, FitOptions options)
      throws IOException {
    return WorkloadFitter.fit(() -> workload.open(new RandomStreams(11)), options);
  }

  private static List<TraceComparison.KolmogorovSmirnov> tests(
      SyntheticWorkload workload, FittedWorkload fitted) throws IOException {
    return TraceStatisticsCollector.read(workload.open(new RandomStreams(11)))
        .compare(TraceStatisticsCollector.read(fitted.workload().open(new RandomStreams(12))));
  }

  private static PodTemplate template(
      String name,
      double weight,
      long cpuMillis,
      Distribution duration,
      @Nullable Variation variation) {
    PodSpec spec = PodSpec.builder().requests(ResourceList.of(cpuMillis, 1L << 30)).build();
    return new PodTemplate(name, weight, spec, Labels.EMPTY, duration, variation, null, List.of());
  }

  private static PodTemplate grouped(
      String name, double weight, long cpuMillis, PodGroup group, boolean ends) {
    PodSpec spec = PodSpec.builder().requests(ResourceList.of(cpuMillis, 1L << 30)).build();
    return new PodTemplate(
        name,
        weight,
        spec,
        Labels.EMPTY,
        ends ? new Exponential(100) : null,
        null,
        group,
        List.of());
  }
}
