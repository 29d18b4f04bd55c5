package io.towtank.workloads.kubernetes;

import io.towtank.text.InputException;
import io.towtank.workloads.input.JsonProblem;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** Tokens of JSON. */
final class JsonTokens implements Tokens {
  private static final int DEPTH_MAX = 100;
  private static final int NUMBER_CHARS_MAX = 100;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxNumberLength(NUMBER_CHARS_MAX)
                          .maxStringLength(DocumentReader.TEXT_CHARS_MAX)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final String origin;
  private final JsonParser parser;

  JsonTokens(String origin, InputStream bytes) {
    this.origin = origin;
    parser = MAPPER.createParser(bytes);
  }

  @Override
  public Token next() {
    JsonToken token;
    try {
      token = parser.nextToken();
    } catch (JacksonException e) {
      throw new InputException(at() + ": no valid JSON: " + JsonProblem.of(e), e);
    }
    if (token == null) {
      return Token.END;
    }
    return switch (token) {
      case START_OBJECT -> Token.MAP;
      case END_OBJECT -> Token.MAP_END;
      case START_ARRAY -> Token.LIST;
      case END_ARRAY -> Token.LIST_END;
      default -> Token.SCALAR;
    };
  }

  @Override
  public @Nullable Object scalar() {
    try {
      return switch (parser.currentToken()) {
        case VALUE_NULL -> null;
        case VALUE_TRUE -> true;
        case VALUE_FALSE -> false;
        case VALUE_NUMBER_INT -> parser.getNumberValue();
        case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
        default -> parser.getString();
      };
    } catch (JacksonException e) {
      throw new InputException(at() + ": no valid JSON: " + JsonProblem.of(e), e);
    }
  }

  @Override
  public String key() {
    return parser.getString();
  }

  @Override
  public InputException problem(String message) {
    return new InputException(at() + ": " + message);
  }

  private String at() {
    return origin + ":" + parser.currentLocation().getLineNr();
  }
}
