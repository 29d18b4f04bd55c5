package io.towtank.scenarios.load;

import io.towtank.scenarios.binding.Descriptions;
import io.towtank.scenarios.spec.ScenarioSpec;
import java.util.Map;

/** Describes scenario files, out of the types that they are read into. */
public final class ScenarioReference {
  private static final String ID = "urn:towtank:scenario:v1";

  private static final String INTRODUCTION =
      """
      # Scenario files

      A scenario is one YAML file: a cluster, a scheduler, a workload, a seed. `towtank run FILE`
      runs it, `towtank validate FILE` names every problem in it, and `towtank schema` prints a
      JSON Schema that editors can complete and check fields with.

      This page is generated from the types that files are read into. Write it anew with
      `bin/towtank schema --markdown > docs/scenario-reference.md`.

      - Paths start at the directory of the scenario file.
      - Durations have a unit: `250ms`, `90s`, `5m`, `1h30m`, `1d` (`ns`, `us`, `ms`, `s`, `m`,
        `h`, `d`), up to `36500d`.
      - Quantities are Kubernetes': `500m` or `1.5` CPU cores, `512Mi` or `2G` bytes.
      - A field that is unknown, stands twice or has a wrong value is an error with file, line and
        column; all errors of a file are shown at once. Anchors, aliases and tags of YAML are
        refused.
      - `--set path=value` sets a field from the command line, such as
        `--set cluster.nodes[0].count=20`; a name with dots or slashes is written
        `cluster.nodes[0].capacity['example.com/fpga']`.
      """;

  private ScenarioReference() {}

  /** JSON Schema, draft 2020-12: maps, lists, texts, numbers and booleans. */
  public static Map<String, Object> jsonSchema() {
    return Descriptions.jsonSchema(ScenarioSpec.class, ID);
  }

  /** The reference page, in Markdown. */
  public static String markdown() {
    return INTRODUCTION + Descriptions.markdown(ScenarioSpec.class);
  }
}
