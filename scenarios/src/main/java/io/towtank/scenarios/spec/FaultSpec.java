package io.towtank.scenarios.spec;

import io.towtank.fault.FaultFactory;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.ExactlyOne;
import io.towtank.scenarios.binding.FurtherFields;
import io.towtank.scenarios.binding.Registered;
import io.towtank.scenarios.binding.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of the fault schedule. */
@Doc("What breaks, whom it strikes, when, and for how long; docs/faults.md has all faults.")
@ExactlyOne({"at", "every", "trace"})
public record FaultSpec(
    @Doc("What breaks, such as `node-crash`; docs/faults has a page for each.")
        @Registered(FaultFactory.class)
        String fault,
    @Doc(
            "Name of the entry, unique; its random draws are named after it. Where it is absent, the"
                + " fault's, with a number from the second such entry on.")
        @Nullable String name,
    @Doc("Whom it strikes; everybody where it is absent.") @Default("{}") TargetsSpec targets,
    @Doc("Times at which it strikes.") @Size(min = 1, max = 100_000) @Nullable List<Duration> at,
    @Doc("At random, again and again.") @Nullable EverySpec every,
    @Doc("A failure trace in OpenDC's format, which also says how long and how many.")
        @Nullable Path trace,
    @Doc("Time to repair; where it is absent, what the fault's page says.")
        @Nullable DistributionSpec repair,
    @Doc("How far its cause reaches.") @Nullable SharedCauseSpec sharedCause,
    @Doc("The fault's own fields, as on its page.") FurtherFields fields) {}
