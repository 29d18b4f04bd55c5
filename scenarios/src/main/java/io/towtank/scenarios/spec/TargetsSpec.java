package io.towtank.scenarios.spec;

import io.towtank.fault.TargetSelector;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom a fault strikes. */
@Doc("Whom a fault strikes: all that is given must hold; without anything all are meant.")
public record TargetsSpec(
    @Doc("Names of nodes, racks or zones, parts of the network, or `namespace/name` of pods.")
        @Size(max = 1_000_000)
        @Default("[]")
        List<String> names,
    @Doc("Labels of nodes or pods.") @Nullable SelectorSpec selector,
    @Doc("Zones in which they are.") @Size(max = 100_000) @Default("[]") List<String> zones,
    @Doc("Racks in which they are.") @Size(max = 1_000_000) @Default("[]") List<String> racks,
    @Doc("How many of them, drawn for each occurrence; 0 for all.")
        @Range(min = "0", max = "1000000")
        @Default("0")
        int count,
    @Doc("Which share of them, drawn for each occurrence.")
        @Range(min = "0", max = "1")
        @Default("1")
        double share) {
  /** The faults' selector. */
  public TargetSelector toModel() {
    return new TargetSelector(
        names, selector == null ? null : selector.toModel(), zones, racks, count, share);
  }
}
