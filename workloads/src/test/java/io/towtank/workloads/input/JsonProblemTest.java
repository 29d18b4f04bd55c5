package io.towtank.workloads.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class JsonProblemTest {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(2).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a": [1]} {}   | Trailing token
          {"a": NaN}      | Non-standard token 'NaN'
          {"a": [[1]]}    | Document nesting depth (3) exceeds the maximum allowed (2)
          {"a": 1         | Unexpected end-of-input: expected close marker for Object
          {"a": tru}      | Unrecognized token 'tru': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
          """,
      quoteCharacter = '~')
  void namesNoneOfTheParsersSwitches(String json, String message) {
    JacksonException problem =
        catchThrowableOfType(JacksonException.class, () -> MAPPER.readValue(json, Object.class));

    assertThat(JsonProblem.of(problem)).isEqualTo(message);
  }
}
