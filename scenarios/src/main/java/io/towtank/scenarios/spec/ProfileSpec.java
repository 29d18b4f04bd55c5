package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Size;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.Profile;
import java.util.ArrayList;
import java.util.List;

/** A scheduling profile of the user's own. */
@Doc("A profile: plugins in the order in which they are asked.")
public record ProfileSpec(@Doc("The plugins.") @Size(min = 1, max = 100) List<PluginSpec> plugins) {
  /** The framework's profile. */
  public Profile toModel() {
    List<EnabledPlugin> enabled = new ArrayList<>();
    plugins.forEach(plugin -> enabled.add(plugin.toModel()));
    return Profile.ofDefault(enabled);
  }
}
