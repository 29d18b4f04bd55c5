package io.towtank.plugins.kubernetes.preemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.Preemption;
import io.towtank.scheduling.framework.Preemption.Candidate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeChoiceTest {
  /** A node: protected victims, then {@code priority@start} for each victim. */
  private static Candidate candidate(String name, String text) {
    String[] words = text.split(" ", -1);
    List<PodInfo> victims = new ArrayList<>();
    for (int i = 1; i < words.length; i++) {
      String[] victim = words[i].split("@", -1);
      victims.add(
          PodInfo.of(
              PreemptionWorld.pod("victim", 100, Integer.parseInt(victim[0]))
                  .startedNanos(Long.parseLong(victim[1]))
                  .build(),
              new ResourceIndex()));
    }
    return new Candidate(name, victims, Integer.parseInt(words[0]));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("the first criterion that tells candidates apart decides")
  @CsvSource({
    "fewest protected,        '1 1@1',           '0 9@1 9@1',       '1 1@1',       b,   b",
    "lowest highest priority, '0 5@1',           '0 4@1 4@1 4@1',   '0 6@1',       b,   b",
    "smallest sum,            '0 5@1 3@1',       '0 5@1 2@1',       '0 5@1 4@1',   b,   b",
    "each victim adds,        '0 -9@1 -9@1',     '0 -9@1',          '0 -9@1 -9@1', b,   b",
    "latest first start,      '0 5@3 5@9 1@9',   '0 5@4 5@4 1@1',   '0 5@2 5@9 1@9', b, b",
    "smallest name,           '0 5@3',           '0 5@3',           '0 5@3',       cba, a",
    "those left only,         '0 5@3',           '1 5@3',           '0 5@3',       ca,  a",
  })
  void decides(String criterion, String a, String b, String c, String best, String chosen) {
    Preemption preemption =
        NodeChoice.among(List.of(candidate("c", c), candidate("b", b), candidate("a", a)), 100);

    assertThat(String.join("", preemption.best().stream().map(Candidate::nodeName).toList()))
        .as(criterion)
        .isEqualTo(best);
    assertThat(preemption.chosen().nodeName()).isEqualTo(chosen);
  }
}
