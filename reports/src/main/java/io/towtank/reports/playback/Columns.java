package io.towtank.reports.playback;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import tools.jackson.core.JsonGenerator;

/** Writes columns of a document. */
final class Columns {
  private final JsonGenerator json;
  private final Texts texts;

  Columns(JsonGenerator json, Texts texts) {
    this.json = json;
    this.texts = texts;
  }

  /** Whole numbers. */
  <T> void numbers(String name, List<T> rows, ToLongFunction<T> value) {
    json.writeArrayPropertyStart(name);
    for (T row : rows) {
      json.writeNumber(value.applyAsLong(row));
    }
    json.writeEndArray();
  }

  /** Whole numbers, each less the one before. */
  <T> void deltas(String name, List<T> rows, ToLongFunction<T> value) {
    json.writeArrayPropertyStart(name);
    long before = 0;
    for (T row : rows) {
      long now = value.applyAsLong(row);
      json.writeNumber(now - before);
      before = now;
    }
    json.writeEndArray();
  }

  /** Texts, as numbers of {@link Texts}. */
  <T> void texts(String name, List<T> rows, Function<T, String> value) {
    numbers(name, rows, row -> texts.number(value.apply(row)));
  }

  /** Plain texts, written out. */
  void words(String name, List<String> words) {
    json.writeArrayPropertyStart(name);
    words.forEach(word -> json.writeString(Texts.clean(word)));
    json.writeEndArray();
  }

  /** Whole numbers of a list of their own. */
  <T> void list(List<T> rows, ToIntFunction<T> value) {
    json.writeStartArray();
    for (T row : rows) {
      json.writeNumber(value.applyAsInt(row));
    }
    json.writeEndArray();
  }
}
