package io.towtank.workloads.input;

import io.towtank.text.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * A file of one JSON object, of which only the items of some lists are wanted. One item at a time
 * is in memory, of the bounds that {@link JsonObjects} has.
 */
public final class JsonLists {
  private static final long ITEM_BYTES_MAX = 1 << 26;

  private JsonLists() {}

  /** Takes the items one by one. */
  @FunctionalInterface
  public interface Taker {
    /**
     * Takes one item.
     *
     * @param list path of its list, such as {@code workflow.tasks}
     */
    void take(String list, JsonFields item);
  }

  /**
   * Hands on the objects of lists, in order of the file.
   *
   * @param lists their paths, names with points between them
   * @throws InputException if the file can't be read or an item is no object
   */
  public static void read(Path file, Collection<String> lists, Taker taker) {
    BudgetedBytes bytes =
        new BudgetedBytes(TraceFile.open(file, "a JSON object"), ITEM_BYTES_MAX, "an item");
    try (JsonParser parser = JsonObjects.MAPPER.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new InputException(file + ": expected a JSON object");
      }
      walk(file, parser, bytes, lists, taker);
    } catch (JacksonException e) {
      throw new InputException(file + ": no valid JSON: " + JsonProblem.of(e), e);
    } finally {
      close(bytes);
    }
  }

  private static void walk(
      Path file, JsonParser parser, BudgetedBytes bytes, Collection<String> lists, Taker taker) {
    Deque<String> path = new ArrayDeque<>();
    String name = "";
    while (true) {
      bytes.renew();
      JsonToken token = parser.nextToken();
      if (token == null) {
        return;
      }
      switch (token) {
        case PROPERTY_NAME -> name = join(path, parser.currentName());
        case START_OBJECT -> {
          if (isAbove(name, lists)) {
            path.addLast(name);
          } else {
            skip(parser, bytes);
          }
        }
        case END_OBJECT -> {
          if (path.pollLast() == null) {
            return;
          }
        }
        case START_ARRAY -> {
          if (lists.contains(name)) {
            items(file, parser, bytes, name, taker);
          } else {
            skip(parser, bytes);
          }
        }
        default -> {}
      }
    }
  }

  private static void items(
      Path file, JsonParser parser, BudgetedBytes bytes, String list, Taker taker) {
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      String place = file + ":" + parser.currentTokenLocation().getLineNr();
      if (token != JsonToken.START_OBJECT) {
        throw new InputException(place + ": field '" + list + "': expected a list of objects");
      }
      bytes.renew();
      JsonNode item = JsonObjects.MAPPER.readTree(parser);
      taker.take(list, new JsonFields(item, place));
    }
  }

  /** Passes what an object or a list holds, however much it is. */
  private static void skip(JsonParser parser, BudgetedBytes bytes) {
    int depth = 1;
    while (depth > 0) {
      bytes.renew();
      JsonToken token = parser.nextToken();
      if (token == null) {
        return;
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
  }

  private static String join(Deque<String> path, String name) {
    return path.isEmpty() ? name : path.getLast() + "." + name;
  }

  private static boolean isAbove(String name, Collection<String> lists) {
    return lists.stream().anyMatch(list -> list.startsWith(name + "."));
  }

  private static void close(BudgetedBytes bytes) {
    try {
      bytes.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
