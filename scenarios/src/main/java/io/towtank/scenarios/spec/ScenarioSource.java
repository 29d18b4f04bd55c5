package io.towtank.scenarios.spec;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a scenario came from.
 *
 * @param file the file
 * @param shown the file's name as the user gave it
 * @param sha256 digest of the file's bytes, of what was set beside it, and of the snapshot and the
 *     scheduler's configuration that it names; hexadecimal
 * @param overrides what was set beside the file, as {@code path=value}
 */
public record ScenarioSource(Path file, String shown, String sha256, List<String> overrides) {
  /** Copies the overrides. */
  public ScenarioSource {
    overrides = List.copyOf(overrides);
  }
}
