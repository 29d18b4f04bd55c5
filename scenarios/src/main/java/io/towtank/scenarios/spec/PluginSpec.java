package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.Registered;
import io.towtank.scenarios.binding.Size;
import io.towtank.scenarios.binding.WordStyle;
import io.towtank.scenarios.binding.Words;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.ExtensionPoint;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A plugin in a profile. */
@Doc("A plugin in a profile.")
public record PluginSpec(
    @Doc("Its name, as Kubernetes has it; `towtank policies` lists the plugins too.")
        @Registered(PluginFactory.class)
        String name,
    @Doc("Factor of its scores.") @Range(min = "1", max = "1000000") @Default("1") int weight,
    @Doc("Extension points where it takes part; where none is given, wherever it can.")
        @Words(WordStyle.LOWER_CAMEL)
        @Size(max = 12)
        @Default("[]")
        List<ExtensionPoint> points,
    @Doc("Its arguments.") @Default("{}") PluginArgs args) {
  /** The framework's plugin entry. */
  public EnabledPlugin toModel() {
    Set<ExtensionPoint> set = EnumSet.noneOf(ExtensionPoint.class);
    set.addAll(points);
    return new EnabledPlugin(name, weight, set, args.copy());
  }
}
