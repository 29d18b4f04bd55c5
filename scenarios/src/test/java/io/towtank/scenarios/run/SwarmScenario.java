package io.towtank.scenarios.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A random scenario of the whole loop, as the files of an ordinary one. Whole features are left out
 * at random, so that others show by themselves (A. Groce et al., "Swarm Testing", ISSTA 2012).
 *
 * @param text of the scenario's own file
 * @param files what it names, by name
 * @param faultsEndMinutes when the last random fault may strike
 */
record SwarmScenario(
    long seed, String text, SortedMap<String, String> files, int faultsEndMinutes) {
  /** Time to settle after the last fault: repairs, crash loops and evictions end within it. */
  private static final int REST_MINUTES = 240;

  static final String FILE = "scenario.yaml";

  static SwarmScenario of(long seed) {
    SwarmDraw draw = new SwarmDraw(seed, "scenario");
    int minutes = draw.between(15, 60);
    SwarmCluster cluster = SwarmCluster.of(new SwarmDraw(seed, "cluster"));
    SortedMap<String, String> files = new TreeMap<>();
    SwarmObjects objects = SwarmObjects.of(new SwarmDraw(seed, "objects"), cluster);
    files.put("objects.yaml", objects.text());
    SwarmFaults faults =
        SwarmFaults.of(new SwarmDraw(seed, "faults"), cluster, objects, minutes, files);
    SwarmActions actions =
        SwarmActions.of(new SwarmDraw(seed, "actions"), cluster, objects, minutes, files);
    String text =
        """
        apiVersion: towtank.io/v1
        kind: Scenario
        metadata: {name: swarm-%d, description: A random scenario.}
        seed: %d
        horizon: %dm
        """
                .formatted(seed, seed, minutes + REST_MINUTES)
            + cluster.text()
            + "  objects: [objects.yaml]\n"
            + SwarmSettings.text(new SwarmDraw(seed, "settings"), cluster)
            + objects.workload(draw)
            + faults.text()
            + actions.text()
            + "measure: {sampleEvery: 30m}\n";
    return new SwarmScenario(seed, text, files, minutes);
  }

  /** Writes it down, and returns the file of the scenario. */
  Path write(Path directory) {
    try {
      Files.createDirectories(directory);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(directory.resolve(file.getKey()), file.getValue());
      }
      return Files.writeString(directory.resolve(FILE), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** YAML's flow list. */
  static String list(List<String> items) {
    return "[" + String.join(", ", items) + "]";
  }
}
