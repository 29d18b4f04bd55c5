package io.towtank.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TolerationTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "any",
      value = {
        // key, operator, value, effect -> tolerates gpu=yes:NoSchedule
        "gpu, EQUAL, yes, NO_SCHEDULE, true",
        "gpu, EQUAL, yes, any, true",
        "gpu, EQUAL, no, any, false",
        "gpu, EQUAL, '', any, false",
        "gpu, EXISTS, '', any, true",
        "gpu, EXISTS, '', NO_EXECUTE, false",
        "cpu, EXISTS, '', any, false",
        "'', EXISTS, '', any, true",
        "'', EXISTS, '', PREFER_NO_SCHEDULE, false",
        "'', EQUAL, yes, any, false",
      })
  void tolerationMatchesByKeyValueAndEffect(
      String key,
      Toleration.Operator operator,
      String value,
      @Nullable TaintEffect effect,
      boolean tolerates) {
    Taint taint = new Taint("gpu", "yes", TaintEffect.NO_SCHEDULE);

    assertThat(new Toleration(key, operator, value, effect, null).tolerates(taint))
        .isEqualTo(tolerates);
  }
}
