package io.towtank.reports.playback;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a page's data as anybody would. */
final class Decoded {
  private final JsonNode run;

  private Decoded(JsonNode run) {
    this.run = run;
  }

  static Decoded of(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    try (InflaterInputStream in =
        new InflaterInputStream(new ByteArrayInputStream(bytes), new Inflater(true))) {
      JsonNode document = JsonMapper.shared().readTree(in.readAllBytes());
      return new Decoded(document.get("runs").get(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode json() {
    return run;
  }

  /** A column of numbers. */
  List<Long> numbers(String table, String column) {
    List<Long> values = new ArrayList<>();
    run.get(table).get(column).forEach(value -> values.add(value.asLong()));
    return values;
  }

  /** A column of texts. */
  List<String> texts(String table, String column) {
    return numbers(table, column).stream()
        .map(number -> run.get("strings").get(number.intValue()).asString())
        .toList();
  }

  /** The texts of a list. */
  List<String> words(String list) {
    List<String> values = new ArrayList<>();
    run.get(list).forEach(value -> values.add(value.asString()));
    return values;
  }
}
