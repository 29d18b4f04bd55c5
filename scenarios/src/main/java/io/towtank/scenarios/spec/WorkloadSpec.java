package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.AtMostOne;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.packing.ArrivalOrder;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The pods of a scenario. */
@Doc("The pods: replayed from a file or generated; with `cluster.snapshot`, neither is needed.")
@AtMostOne({"from", "generate"})
public record WorkloadSpec(
    @Doc(
            "timed: pods arrive and end at their times. arrival-only: pods come one by one and"
                + " never end, as packing papers measure.")
        ReplayMode replay,
    @Doc("A file to read pods from.") @Nullable SourceSpec from,
    @Doc("A workload made from templates.") @Nullable GenerateSpec generate,
    @Doc("Order of arrival, for arrival-only runs.") @Default("trace") ArrivalOrder order,
    @Doc(
            "A file with a pod's name in each line, in order of arrival, for arrival-only runs, in"
                + " place of `order` and `inflate`: pods that it does not name do not arrive, and"
                + " `<pod>-tuned-<n>` is one more pod that requests what <pod> does.")
        @Nullable Path orderFile,
    @Doc("Add copies of random pods until a share of a resource is requested; arrival-only runs.")
        @Nullable InflateSpec inflate,
    @Doc("Time from binding to running.") @Default("0s") Duration startDelay,
    @Doc("Share of its requests that a running pod uses.")
        @Range(min = "0", max = "1")
        @Default("1.0")
        double usage) {}
