package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.AtLeastOne;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes of a scenario. */
@Doc("The nodes, written here, read from a file, or both.")
@AtLeastOne({"nodes", "from"})
public record ClusterSpec(
    @Doc("Groups of like nodes.") @Size(max = 10_000) @Default("[]") List<NodeGroupSpec> nodes,
    @Doc("A file to read nodes from; they stand before those of the groups.")
        @Nullable SourceSpec from) {}
