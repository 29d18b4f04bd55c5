package io.towtank.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.text.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TraceFormatsTest {
  @Test
  void everyFormatHasAPageAndEveryPageAFormat() throws IOException {
    try (Stream<Path> pages = Files.list(Traces.root().resolve("docs").resolve("workloads"))) {
      assertThat(TraceFormats.all())
          .extracting(format -> format.name() + ".md")
          .isSorted()
          .containsExactlyInAnyOrderElementsOf(
              pages.map(page -> page.getFileName().toString()).toList());
    }
  }

  @Test
  void everyOptionIsOnItsFormatsPage() throws IOException {
    for (TraceFormat format : TraceFormats.all()) {
      Path page = Traces.root().resolve("docs").resolve("workloads").resolve(format.name() + ".md");
      String text = Files.readString(page);
      format.optionNames().forEach(option -> assertThat(text).contains("`" + option + "`"));
      format.scales().keySet().forEach(name -> assertThat(text).contains("`" + name + ":"));
    }
  }

  @Test
  void aMisspeltNameGetsTheNearest() {
    assertThatThrownBy(() -> TraceFormats.named("opemb"))
        .isInstanceOf(InputException.class)
        .hasMessage("no trace format 'opemb'; did you mean 'openb'?");
    assertThatThrownBy(() -> ReplayMode.parse("arrivals-only"))
        .isInstanceOf(InputException.class)
        .hasMessage("no replay mode 'arrivals-only'; did you mean 'arrival-only'?");
  }

  @Test
  void anOptionThatTheFormatDoesNotKnowIsRefused() {
    TraceFormat openb = TraceFormats.named("openb");
    TraceOptions options =
        TraceOptions.of(ReplayMode.TIMED, new TreeMap<>(Map.of("maxPodPerNode", "5")));

    assertThatThrownBy(() -> openb.readNodes(Path.of("x"), options, new TraceAccounts()))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "trace format 'openb' has no option 'maxPodPerNode'; did you mean 'maxPodsPerNode'?");
  }

  @Test
  void anOptionThatIsNoNumberInItsRangeIsRefused() {
    TraceFormat openb = TraceFormats.named("openb");
    TraceOptions options =
        TraceOptions.of(ReplayMode.TIMED, new TreeMap<>(Map.of("maxPodsPerNode", "0")));

    assertThatThrownBy(() -> openb.readNodes(Path.of("x"), options, new TraceAccounts()))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "trace option 'maxPodsPerNode': found '0', expected a whole number from 1 to 1000000");
  }

  @Test
  void everyCommonOptionIsExplained() throws IOException {
    String text = Files.readString(Traces.root().resolve("docs").resolve("traces.md"));
    for (String option : List.of("reorderRows", "from", "to", "maxPods", "sample", "sampleSeed")) {
      assertThat(text).contains("`" + option + "`");
    }
  }

  @Test
  void accountsAlwaysAddUp() {
    TraceAccounts accounts = new TraceAccounts();
    accounts.use();
    accounts.repair("mended");
    accounts.drop("late");
    accounts.drop("late");
    accounts.drop("broken");

    assertThat(accounts.rowsRead()).isEqualTo(4);
    assertThat(accounts.rowsUsed()).isEqualTo(1);
    assertThat(accounts.rowsDropped()).hasToString("{broken=1, late=2}");
    assertThat(accounts.rowsRepaired()).hasToString("{mended=1}");
  }
}
