package io.towtank.scheduling.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PluginArgsTest {
  @Test
  void namesUnknownKeysWithinGroupsAndLists() {
    PluginArgs args =
        PluginArgs.of(
            Map.of(
                "strategy",
                Map.of(
                    "typ",
                    "MostAllocated",
                    "resources",
                    List.of(Map.of("name", "cpu"), Map.of("name", "memory", "wieght", 2)))));
    PluginArgs strategy = args.child("strategy");
    strategy.string("type", "");
    for (PluginArgs resource : List.copyOf(strategy.children("resources"))) {
      resource.string("name", "");
      resource.integer("weight", 1, 1, 100);
    }

    assertThat(args.unknownKeys())
        .containsExactly(
            "unknown argument 'strategy.typ'; did you mean 'type'?",
            "unknown argument 'strategy.resources[1].wieght'; did you mean 'weight'?");
  }

  @Test
  void aGroupThatIsAbsentHasNoUnknownKeys() {
    assertThat(PluginArgs.NONE.copy().child("strategy").unknownKeys()).isEmpty();
  }
}
