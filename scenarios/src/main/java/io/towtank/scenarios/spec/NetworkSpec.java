package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The network. */
@Doc(
    "The network: by default nodes hang at their racks (label `towtank.io/rack`), racks at their zones, zones and control plane at the core.")
public record NetworkSpec(
    @Doc(
            "Puts nodes without a rack into racks of this many, zone by zone, in their order: racks"
                + " ZONE-rack-001 and so on, rack-001 where nodes have no zone.")
        @Range(min = "1", max = "1000000")
        @Nullable Integer nodesPerRack,
    @Doc("Links; a part that stands first (`from`) in one has no other than those given.")
        @Size(max = 1_000_000)
        @Default("[]")
        List<LinkSpec> links,
    @Doc(
            "Whether every part forwards what comes its way. If not, zones and racks forward only"
                + " what comes from their own or goes there, so that a cut between two zones is not"
                + " made up for by a third one.")
        @Default("true")
        boolean transit) {}
