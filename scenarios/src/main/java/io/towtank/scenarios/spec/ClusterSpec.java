package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.AtLeastOne;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.OrDirectory;
import io.towtank.scenarios.binding.Size;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes of a scenario. */
@Doc("The nodes, written here, read from a file, taken from a snapshot, or all of them.")
@AtLeastOne({"nodes", "from", "snapshot", "machineEvents"})
public record ClusterSpec(
    @Doc("Groups of like nodes.") @Size(max = 10_000) @Default("[]") List<NodeGroupSpec> nodes,
    @Doc("A file to read nodes from; they stand before those of the groups.")
        @Nullable SourceSpec from,
    @Doc(
            "A file that `kubectl get nodes,pods,... -A -o yaml` (or json) printed, as it is or"
                + " compressed (.gz, .zst); or a directory of such files. Its nodes and all that is"
                + " on them are there from the start, its pending pods arrive at time 0.")
        @OrDirectory
        @Nullable Path snapshot,
    @Doc(
            "Manifest files, such as `kubectl apply` takes: Deployments, Services, PodDisruptionBudgets"
                + " and the rest. They are applied at time 0; controllers do what follows.")
        @Size(max = 10_000)
        @Default("[]")
        List<Path> objects,
    @Doc("A trace of machines that come and go.") @Nullable MachineEventsSpec machineEvents) {}
