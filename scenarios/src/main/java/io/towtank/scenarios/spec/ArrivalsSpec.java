package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.ExactlyOne;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.Size;
import io.towtank.workloads.distribution.Exponential;
import io.towtank.workloads.synthetic.ArrivalProcess;
import io.towtank.workloads.synthetic.BurstyArrivals;
import io.towtank.workloads.synthetic.ClosedLoopArrivals;
import io.towtank.workloads.synthetic.ModulatedArrivals;
import io.towtank.workloads.synthetic.RenewalArrivals;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How jobs arrive. */
@Doc("A process of arrivals.")
@ExactlyOne({"poisson", "mmpp", "bursty", "closedLoop"})
public record ArrivalsSpec(
    @Doc("At random: a Poisson process.") @Nullable PoissonSpec poisson,
    @Doc(
            "Markov-modulated Poisson process: a Poisson process whose rate changes with a state."
                + " Begins in the first; the next is one of the others, each as likely.")
        @Size(min = 2, max = 100)
        @Nullable List<MmppStateSpec> mmpp,
    @Doc("Bursts at all time scales: self-similar.") @Nullable BurstySpec bursty,
    @Doc(
            "Users who submit, wait for the end, think and submit again. The next job comes when"
                + " the one before it has ended, however long the cluster made it wait.")
        @Nullable ClosedLoopSpec closedLoop) {

  /** The generator's process. */
  public ArrivalProcess toModel() {
    if (poisson != null) {
      return new RenewalArrivals(new Exponential(DistributionSpec.seconds(poisson.mean())));
    }
    if (mmpp != null) {
      return new ModulatedArrivals(
          mmpp.stream()
              .map(
                  state ->
                      new ModulatedArrivals.State(
                          state.mean() == null ? 0 : 1 / DistributionSpec.seconds(state.mean()),
                          DistributionSpec.seconds(state.dwell())))
              .toList());
    }
    if (bursty != null) {
      return new BurstyArrivals(
          DistributionSpec.seconds(bursty.mean()),
          bursty.sources(),
          bursty.hurst(),
          DistributionSpec.seconds(bursty.period()));
    }
    if (closedLoop != null) {
      return new ClosedLoopArrivals(closedLoop.users(), closedLoop.think().toModel());
    }
    throw new IllegalStateException("no process is given");
  }

  /** A Poisson process. */
  @Doc("A Poisson process.")
  public record PoissonSpec(
      @Doc("Mean time from one arrival to the next.") @Range(min = "1ns") Duration mean) {}

  /** A state of an MMPP. */
  @Doc("A state of a Markov-modulated Poisson process.")
  public record MmppStateSpec(
      @Doc("Mean time from one arrival to the next; where it is absent nothing arrives.")
          @Range(min = "1ns")
          @Nullable Duration mean,
      @Doc("Mean time that the state lasts; exponential.") @Range(min = "1ns") Duration dwell) {}

  /** Self-similar arrivals. */
  @Doc("Sources that are on and off for Pareto times of shape 3 − 2 × hurst, together.")
  public record BurstySpec(
      @Doc("Mean time from one arrival to the next, over a long time.") @Range(min = "1ns")
          Duration mean,
      @Doc("How many sources.") @Range(min = "1", max = "1000") @Default("20") int sources,
      @Doc("Hurst parameter: near 0.5 bursts even out soon, near 1 hardly ever.")
          @Range(min = "0.51", max = "0.99")
          @Default("0.8")
          double hurst,
      @Doc("Mean time that a source is on, and off.") @Range(min = "1ns") @Default("10m")
          Duration period) {}

  /** Users who wait. */
  @Doc("Users who submit, wait and think.")
  public record ClosedLoopSpec(
      @Doc("How many.") @Range(min = "1", max = "1000000") int users,
      @Doc("Time from the end of a job to the next one, and from the start to the first.")
          DistributionSpec think) {}
}
