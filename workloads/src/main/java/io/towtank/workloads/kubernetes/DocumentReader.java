package io.towtank.workloads.kubernetes;

import io.towtank.text.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands on the objects of a text one by one: documents that follow each other, and the items of
 * lists, of which only one is held at a time.
 */
final class DocumentReader {
  /** Characters that one text may have. */
  static final int TEXT_CHARS_MAX = 1 << 22;

  private static final int DEPTH_MAX = 64;
  private static final int VALUES_MAX = 1_000_000;
  private static final int TEXTS_KEPT_MAX = 200_000;
  private static final int TEXT_KEPT_CHARS_MAX = 100;
  private static final String LIST_SUFFIX = "List";

  private final Tokens tokens;
  private final Consumer<Map<String, ?>> sink;
  private final Map<String, String> textsKept = new HashMap<>();
  private int values;

  DocumentReader(Tokens tokens, Consumer<Map<String, ?>> sink) {
    this.tokens = tokens;
    this.sink = sink;
  }

  /** Reads to the end. */
  void read() {
    for (Token type = tokens.next(); type != Token.END; type = tokens.next()) {
      values = 0;
      if (type == Token.MAP) {
        document();
      } else if (type != Token.SCALAR || tokens.scalar() != null) {
        throw tokens.problem(
            "found a "
                + (type == Token.SCALAR ? "plain value" : "list")
                + ", expected Kubernetes objects, as kubectl get -o yaml prints them");
      }
    }
  }

  private void document() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    List<Map<String, @Nullable Object>> untold = new ArrayList<>();
    boolean isList = false;
    for (Token type = tokens.next(); type != Token.MAP_END; type = tokens.next()) {
      String key = key(type, fields);
      Token begin = tokens.next();
      if (key.equals("items") && begin == Token.LIST) {
        isList = true;
        items(fields, untold);
      } else {
        fields.put(key, value(begin, 1));
      }
    }
    if (!isList) {
      sink.accept(fields);
      return;
    }
    for (Map<String, @Nullable Object> item : untold) {
      sink.accept(typed(item, fields));
    }
  }

  /** Items that don't say what they are wait for the list to say it. */
  private void items(
      Map<String, @Nullable Object> list, List<Map<String, @Nullable Object>> untold) {
    for (Token type = tokens.next(); type != Token.LIST_END; type = tokens.next()) {
      values = 0;
      if (type != Token.MAP) {
        throw tokens.problem("found an item that is no mapping, expected a Kubernetes object");
      }
      Map<String, @Nullable Object> item = map(1);
      if (item.containsKey("kind") || list.containsKey("kind")) {
        sink.accept(typed(item, list));
      } else {
        untold.add(item);
      }
    }
  }

  private static Map<String, @Nullable Object> typed(
      Map<String, @Nullable Object> item, Map<String, @Nullable Object> list) {
    boolean told = item.containsKey("kind");
    if (!told
        && list.get("kind") instanceof String kind
        && kind.endsWith(LIST_SUFFIX)
        && !kind.equals(LIST_SUFFIX)) {
      item.put("kind", kind.substring(0, kind.length() - LIST_SUFFIX.length()));
      item.putIfAbsent("apiVersion", list.get("apiVersion"));
    }
    return item;
  }

  private String key(Token type, Map<String, @Nullable Object> fields) {
    if (type != Token.SCALAR) {
      throw tokens.problem("found a list or mapping as a field's name, expected text");
    }
    String key = kept(tokens.key());
    if (fields.containsKey(key)) {
      throw tokens.problem("the field '" + Shown.plain(key) + "' stands twice");
    }
    return key;
  }

  private Map<String, @Nullable Object> map(int depth) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (Token type = tokens.next(); type != Token.MAP_END; type = tokens.next()) {
      String key = key(type, fields);
      fields.put(key, value(tokens.next(), depth + 1));
    }
    return fields;
  }

  private @Nullable Object value(Token type, int depth) {
    values++;
    if (depth > DEPTH_MAX || values > VALUES_MAX) {
      throw tokens.problem(
          "found an object of more than " + DEPTH_MAX + " levels or " + VALUES_MAX + " values");
    }
    return switch (type) {
      case MAP -> map(depth);
      case LIST -> {
        List<@Nullable Object> items = new ArrayList<>();
        for (Token item = tokens.next(); item != Token.LIST_END; item = tokens.next()) {
          items.add(value(item, depth + 1));
        }
        yield items;
      }
      case SCALAR -> scalar();
      case MAP_END, LIST_END, END -> throw tokens.problem("found an end, expected a value");
    };
  }

  private @Nullable Object scalar() {
    Object value = tokens.scalar();
    if (value instanceof String text) {
      if (text.length() > TEXT_CHARS_MAX) {
        throw tokens.problem("found a text of more than " + TEXT_CHARS_MAX + " characters");
      }
      return kept(text);
    }
    return value;
  }

  /** Clusters repeat themselves: equal short texts become one. */
  private String kept(String text) {
    if (text.length() > TEXT_KEPT_CHARS_MAX) {
      return text;
    }
    String known = textsKept.putIfAbsent(text, text);
    if (textsKept.size() > TEXTS_KEPT_MAX) {
      textsKept.clear();
    }
    return known == null ? text : known;
  }
}
