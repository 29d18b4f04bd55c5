package io.towtank.scenarios.binding;

import io.towtank.scenarios.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Reads trees into records. */
public final class RecordReader {
  private RecordReader() {}

  /** The record of a tree; null where something is wrong, with every problem noted. */
  public static <T extends Record> @Nullable T read(Class<T> type, YamlNode node, Reading reading) {
    Object value = new RecordType(type).read(node, "", reading);
    return value == null ? null : type.cast(value);
  }
}
