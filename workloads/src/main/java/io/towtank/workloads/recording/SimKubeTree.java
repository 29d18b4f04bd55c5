package io.towtank.workloads.recording;

import io.towtank.text.InputException;
import io.towtank.text.Shown;
import io.towtank.workloads.input.BudgetedBytes;
import io.towtank.workloads.input.JsonProblem;
import io.towtank.workloads.input.TraceFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * A trace as a tree. Of MessagePack, keys that are lists become their parts with line ends between
 * them, and numbers their digits. A file has 64 MiB, 5,000,000 values and 64 levels at most.
 */
final class SimKubeTree {
  private static final long FILE_BYTES_MAX = 1 << 26;
  private static final int VALUES_MAX = 5_000_000;
  private static final int TEXT_BYTES_MAX = 1 << 20;
  private static final int DEPTH_MAX = 64;
  private static final int LOOK_AHEAD_BYTES = 1 << 12;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxStringLength(TEXT_BYTES_MAX)
                          .build())
                  .build())
          .build();

  private final Path file;
  private int values;

  private SimKubeTree(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it is neither MessagePack nor JSON, or too large
   */
  static Map<?, ?> read(Path file) {
    try (InputStream bytes =
        new BufferedInputStream(
            new BudgetedBytes(
                TraceFile.open(file, "a SimKube trace"), FILE_BYTES_MAX, "the trace"))) {
      Object tree =
          isJson(bytes)
              ? MAPPER.readValue(bytes, Object.class)
              : new SimKubeTree(file).unpack(bytes);
      if (tree instanceof Map<?, ?> map) {
        return map;
      }
      throw new InputException(file + ": no SimKube trace: found no mapping at its top");
    } catch (JacksonException e) {
      throw new InputException(file + ": no valid JSON: " + JsonProblem.of(e), e);
    } catch (MessagePackException e) {
      throw new InputException(
          file + ": no valid MessagePack: " + Shown.sentence(String.valueOf(e.getMessage())), e);
    } catch (IOException e) {
      throw new InputException(file + ": " + TraceFile.reason(file, e), e);
    }
  }

  private static boolean isJson(InputStream bytes) throws IOException {
    bytes.mark(LOOK_AHEAD_BYTES);
    int first = bytes.read();
    for (int i = 1; i < LOOK_AHEAD_BYTES && first >= 0 && Character.isWhitespace(first); i++) {
      first = bytes.read();
    }
    bytes.reset();
    return first == '{';
  }

  private @Nullable Object unpack(InputStream bytes) throws IOException {
    try (MessageUnpacker unpacker =
        new MessagePack.UnpackerConfig().withStringSizeLimit(TEXT_BYTES_MAX).newUnpacker(bytes)) {
      return value(unpacker, 0);
    }
  }

  private @Nullable Object value(MessageUnpacker unpacker, int depth) throws IOException {
    if (depth > DEPTH_MAX || ++values > VALUES_MAX) {
      throw new InputException(
          "%s: more than %d levels or %d values".formatted(file, DEPTH_MAX, VALUES_MAX));
    }
    ValueType type = unpacker.getNextFormat().getValueType();
    return switch (type) {
      case NIL -> {
        unpacker.unpackNil();
        yield null;
      }
      case BOOLEAN -> unpacker.unpackBoolean();
      case INTEGER -> integer(unpacker);
      case FLOAT -> unpacker.unpackDouble();
      case STRING -> unpacker.unpackString();
      case ARRAY -> {
        int size = unpacker.unpackArrayHeader();
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          list.add(value(unpacker, depth + 1));
        }
        yield list;
      }
      case MAP -> {
        int size = unpacker.unpackMapHeader();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
          String key = key(value(unpacker, depth + 1));
          map.put(key, value(unpacker, depth + 1));
        }
        yield map;
      }
      case BINARY, EXTENSION ->
          throw new InputException(file + ": no SimKube trace: found a value of type " + type);
    };
  }

  /** Hashes have 64 bits without sign. */
  private static Object integer(MessageUnpacker unpacker) throws IOException {
    var number = unpacker.unpackBigInteger();
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number.toString();
  }

  private static String key(@Nullable Object key) {
    if (key instanceof List<?> parts) {
      List<String> texts = new ArrayList<>();
      parts.forEach(part -> texts.add(String.valueOf(part)));
      return String.join("\n", texts);
    }
    return String.valueOf(key);
  }
}
