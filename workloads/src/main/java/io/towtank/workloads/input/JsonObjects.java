package io.towtank.workloads.input;

import io.towtank.text.InputException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files of JSON objects one after the other, such as one a line, or of one list of them. Each
 * object is bounded: 64 MiB, 20 levels, texts of at most 100,000 characters, numbers of at most 40
 * digits.
 */
public final class JsonObjects implements Closeable {
  private static final int TEXT_CHARS_MAX = 100_000;
  private static final int NUMBER_CHARS_MAX = 40;
  private static final int DEPTH_MAX = 20;
  private static final long OBJECT_BYTES_MAX = 1 << 26;
  static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxNumberLength(NUMBER_CHARS_MAX)
                          .maxStringLength(TEXT_CHARS_MAX)
                          .build())
                  .build())
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final List<Path> files;
  private int opened;
  private Path file;
  private @Nullable JsonParser parser;
  private @Nullable BudgetedBytes bytes;

  /**
   * The objects of these files.
   *
   * @param files in the order in which they are read; at least one
   * @throws InputException if the first can't be opened
   */
  public JsonObjects(List<Path> files) {
    this.files = List.copyOf(files);
    file = this.files.get(0);
    openNext();
  }

  /**
   * The next object, or null at the end.
   *
   * @throws InputException if it can't be read or is none
   */
  public @Nullable JsonNode next() {
    while (parser != null) {
      try {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_OBJECT) {
          if (bytes != null) {
            bytes.renew();
          }
          return MAPPER.readTree(parser);
        }
        if (token == JsonToken.START_ARRAY || token == JsonToken.END_ARRAY) {
          continue;
        }
        if (token != null) {
          throw new InputException(position() + ": expected an object on each line");
        }
        close();
        openNext();
      } catch (JacksonException e) {
        throw new InputException(position() + ": no valid JSON: " + JsonProblem.of(e), e);
      }
    }
    return null;
  }

  /** File and line where the reading stands, for messages. */
  public String position() {
    return parser == null
        ? file.toString()
        : file + ":" + parser.currentTokenLocation().getLineNr();
  }

  @Override
  public void close() {
    if (parser != null) {
      parser.close();
    }
  }

  private void openNext() {
    parser = null;
    if (opened == files.size()) {
      return;
    }
    file = files.get(opened++);
    BudgetedBytes opening =
        new BudgetedBytes(TraceFile.open(file, "a line of JSON"), OBJECT_BYTES_MAX, "an object");
    try {
      parser = MAPPER.createParser(opening);
      bytes = opening;
    } catch (JacksonException e) {
      try {
        opening.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
      throw new InputException(file + ": no valid JSON: " + JsonProblem.of(e), e);
    }
  }
}
