package io.towtank.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FaultArgsTest {
  private static final List<FaultField> FIELDS =
      List.of(
          FaultField.duration("downTime", "5m", "How long."),
          FaultField.integer("count", 2, 1, 9, "How many."),
          FaultField.number("factor", "1.5", 1, 10, "How much."),
          FaultField.bool("force", false, "Whether."),
          FaultField.word("mode", "stop", List.of("stop", "skip"), "Which."),
          FaultField.text("grace", "How long, or nothing."),
          FaultField.texts("links", "Which ones."));

  @Test
  void whatIsNotGivenHasItsDefault() {
    FaultArgs args = FaultArgs.defaults(FIELDS);
    assertThat(args.nanos("downTime")).isEqualTo(300_000_000_000L);
    assertThat(args.integer("count")).isEqualTo(2);
    assertThat(args.number("factor")).isEqualTo(1.5);
    assertThat(args.bool("force")).isFalse();
    assertThat(args.text("mode")).isEqualTo("stop");
    assertThat(args.optionalNanos("grace")).isEqualTo(-1);
    assertThat(args.texts("links")).isEmpty();
  }

  @Test
  void whatIsGivenIsRead() {
    FaultArgs args =
        FaultArgs.of(
            FIELDS,
            Map.of(
                "downTime",
                "90s",
                "count",
                9,
                "factor",
                3,
                "mode",
                "skip",
                "grace",
                "1s",
                "links",
                List.of("a", "b")));
    assertThat(args.nanos("downTime")).isEqualTo(90_000_000_000L);
    assertThat(args.integer("count")).isEqualTo(9);
    assertThat(args.number("factor")).isEqualTo(3);
    assertThat(args.text("mode")).isEqualTo("skip");
    assertThat(args.optionalNanos("grace")).isEqualTo(1_000_000_000L);
    assertThat(args.texts("links")).containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "downTime | 5 | downTime: found '5', expected a duration such as 90s or 5m",
        "count | ten | count: found 'ten', expected a whole number from 1 to 9",
        "factor | x | factor: found 'x', expected a number from 1.0 to 10.0",
        "force | yes | force: found 'yes', expected true or false",
        "mode | stpo | mode: found 'stpo', expected a known word; did you mean 'stop'?",
        "links | a | links: found 'a', expected a list of texts",
        "down | 5s | unknown field 'down'; expected one of downTime, count, factor, force, mode,"
            + " grace, links",
      })
  void whatIsWrongIsRefused(String field, String value, String message) {
    assertThatThrownBy(() -> FaultArgs.of(FIELDS, Map.of(field, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aNumberOutOfBoundsIsRefused() {
    assertThatThrownBy(() -> FaultArgs.of(FIELDS, Map.of("count", 10)))
        .hasMessage("count: found '10', expected a whole number from 1 to 9");
  }
}
