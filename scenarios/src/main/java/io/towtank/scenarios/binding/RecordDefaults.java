package io.towtank.scenarios.binding;

import io.towtank.scenarios.yaml.Problems;
import io.towtank.scenarios.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;

/** Groups of which nothing was said. */
public final class RecordDefaults {
  private RecordDefaults() {}

  /**
   * The group that {@code {}} stands for.
   *
   * @throws IllegalStateException if it has a required field
   */
  public static <T extends Record> T of(Class<T> type) {
    Problems problems = new Problems();
    T value =
        RecordReader.read(
            type,
            YamlReader.readText("defaults", "{}", problems),
            new Reading(Path.of(""), service -> List.of(), problems));
    if (value == null) {
      throw new IllegalStateException("no defaults for " + type);
    }
    return value;
  }
}
