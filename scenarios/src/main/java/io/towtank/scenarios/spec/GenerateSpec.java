package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.AtLeastOne;
import io.towtank.scenarios.binding.AtMostOne;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.Size;
import io.towtank.workloads.distribution.Constant;
import io.towtank.workloads.synthetic.ArrivalProcess;
import io.towtank.workloads.synthetic.CyclicArrivals;
import io.towtank.workloads.synthetic.PodTemplate;
import io.towtank.workloads.synthetic.RenewalArrivals;
import io.towtank.workloads.synthetic.SyntheticWorkload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A generated workload. */
@Doc(
    "A workload drawn at random from templates. It ends at `pods` pods or after `span`. A model brings fields of its own; those that stand beside it go before them.")
@AtLeastOne({"pods", "span"})
@AtMostOne({"model", "file"})
public record GenerateSpec(
    @Doc("A ready model: its name. docs/models.md tells what is in them and where it is from.")
        @Nullable String model,
    @Doc("A model in a file, such as `towtank trace fit` writes.") @Nullable Path file,
    @Doc("How many pods at most; needed in arrival-only runs.")
        @Range(min = "1", max = "1000000000")
        @Nullable Long pods,
    @Doc("Time after which no pod arrives, for timed runs.") @Range(min = "1ns")
        @Nullable Duration span,
    @Doc("Time from one arrival to the next; timed runs need this or `arrivals`.")
        @Nullable DistributionSpec interArrival,
    @Doc("A process of arrivals, in place of `interArrival`.") @Nullable ArrivalsSpec arrivals,
    @Doc("How the rate of arrivals changes in the course of a day and a week.")
        @Nullable CycleSpec cycle,
    @Doc("How many arrivals come at once; rounded, at least 1.")
        @Nullable NumberDistributionSpec batchSize,
    @Doc(
            "Exponent of Zipf's law of popularity: the weight of the i-th template is divided by i"
                + " to this power.")
        @Range(min = "0", max = "10")
        @Default("0")
        double zipf,
    @Doc("Kinds of pods; needed where no model brings them.") @Size(max = 1000) @Default("[]")
        List<PodTemplateSpec> templates) {

  /** The workload at its own rate. */
  public SyntheticWorkload toModel() {
    return toModel(1);
  }

  /**
   * The workload; where nothing says how pods arrive one comes every second.
   *
   * @param faster factor on the rate of arrivals and on the number of pods
   */
  public SyntheticWorkload toModel(double faster) {
    List<PodTemplate> kinds = new ArrayList<>();
    for (int i = 0; i < templates.size(); i++) {
      kinds.add(templates.get(i).toModel(zipf == 0 ? 1 : StrictMath.pow(i + 1, -zipf)));
    }
    ArrivalProcess process = process();
    return new SyntheticWorkload(
        kinds,
        faster == 1 ? process : process.faster(faster),
        batchSize == null ? null : batchSize.toModel(),
        pods == null
            ? OptionalLong.empty()
            : OptionalLong.of(Math.max(1, Math.round(pods * faster))),
        span == null ? OptionalLong.empty() : OptionalLong.of(span.toNanos()));
  }

  private ArrivalProcess process() {
    ArrivalProcess process =
        arrivals != null
            ? arrivals.toModel()
            : new RenewalArrivals(interArrival == null ? new Constant(1) : interArrival.toModel());
    return cycle == null ? process : new CyclicArrivals(process, cycle.toModel());
  }
}
