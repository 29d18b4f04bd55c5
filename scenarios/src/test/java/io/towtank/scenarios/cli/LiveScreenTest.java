package io.towtank.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.record.RunRecorder;
import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.scenarios.run.Progress;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.scenarios.run.RunView;
import io.towtank.scenarios.run.ScenarioRunner;
import io.towtank.scenarios.spec.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveScreenTest {
  /** Every screen of a run. */
  private static final class Screens implements Progress {
    private final LiveScreen screen;
    private final List<List<String>> all = new ArrayList<>();
    private @Nullable RunView view;

    private Screens(LiveScreen screen) {
      this.screen = screen;
    }

    @Override
    public void begins(RunView run) {
      view = run;
    }

    @Override
    public void update(long done, long total) {
      all.add(screen.lines(Objects.requireNonNull(view), total, 2));
    }
  }

  private static List<List<String>> screens(int width, int height, String... overrides) {
    Scenario scenario = ScenarioLoader.load("library/node-crash.yaml", List.of(overrides));
    Screens screens = new Screens(new LiveScreen("node-crash", width, height));
    ScenarioRunner.run(scenario, new RunOptions(null, 1L, false, false), RunRecorder.NONE, screens);
    return screens.all;
  }

  @Test
  void showsTheNodesAndThatOneIsNotReady() {
    List<List<String>> screens = screens(80, 24);

    List<String> last = screens.get(screens.size() - 1);
    assertThat(last.get(0)).startsWith("node-crash   ").endsWith(" events/s");
    assertThat(last.get(1)).matches("pods    [0-9,]+ submitted, .* pending, .* bound, .* ended");
    assertThat(last.get(2)).matches("queue   .* active, .* in backoff, .* unschedulable");
    assertThat(screens)
        .anySatisfy(
            lines -> {
              assertThat(lines).anyMatch(line -> line.contains("1 not ready (×)"));
              assertThat(lines.subList(4, lines.size())).anyMatch(line -> line.contains("×"));
            });
  }

  @Test
  void fitsASmallTerminal() {
    assertThat(screens(40, 10))
        .allSatisfy(
            lines -> {
              assertThat(lines.size()).isLessThanOrEqualTo(10);
              assertThat(lines).allMatch(line -> line.length() <= 40);
            });
  }
}
