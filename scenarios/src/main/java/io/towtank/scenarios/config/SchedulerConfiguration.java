package io.towtank.scenarios.config;

import io.towtank.scenarios.yaml.Location;
import io.towtank.scenarios.yaml.Problems;
import io.towtank.scenarios.yaml.YamlFile;
import io.towtank.scenarios.yaml.YamlNode;
import io.towtank.scenarios.yaml.YamlReader;
import io.towtank.scheduling.framework.Profile;
import io.towtank.text.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a {@code KubeSchedulerConfiguration} of version {@code kubescheduler.config.k8s.io/v1} comes
 * to: its defaults filled in, and each profile's plugins spelt out point by point.
 *
 * @param profiles one or more; each has its own percentageOfNodesToScore, else the common one, else
 *     none
 * @param initialBackoffNanos {@code podInitialBackoffSeconds}
 * @param maxBackoffNanos {@code podMaxBackoffSeconds}
 * @param percentageOfNodesToScore 1 to 100; 0 for as many as suit the cluster's size; {@link
 *     #ALL_NODES} where the configuration does not mention it
 * @param warnings what the configuration says that has no effect here
 */
public record SchedulerConfiguration(
    List<Profile> profiles,
    long initialBackoffNanos,
    long maxBackoffNanos,
    int percentageOfNodesToScore,
    List<String> warnings) {
  /** The percentage where none is given: all nodes are evaluated. */
  public static final int ALL_NODES = -1;

  /** Copies the lists. */
  public SchedulerConfiguration {
    profiles = List.copyOf(profiles);
    warnings = List.copyOf(warnings);
  }

  /**
   * The configuration of a file in YAML or JSON.
   *
   * @throws InputException with file, line, column and field path of each problem
   */
  public static SchedulerConfiguration read(Path file) {
    Problems problems = new Problems();
    String shown = file.toString();
    YamlNode root =
        YamlReader.read(shown, YamlFile.bytesOf(file, "a KubeSchedulerConfiguration"), problems);
    return new ConfigurationReader(root, problems).read();
  }

  /**
   * The configuration of a tree that was read already.
   *
   * @param shown its name in messages
   * @param tree maps, lists, strings, numbers and booleans
   * @throws InputException with the field path of each problem
   */
  public static SchedulerConfiguration of(String shown, Map<String, ?> tree) {
    YamlNode root = TreeNodes.of(Location.of(shown), tree);
    return new ConfigurationReader(root, new Problems()).read();
  }

  /** What holds where there is no configuration: kube-scheduler's default profile. */
  public static SchedulerConfiguration defaults() {
    return of(
        "the default configuration",
        new TreeMap<>(
            Map.of(
                "apiVersion", ConfigurationFields.API_VERSION, "kind", ConfigurationFields.KIND)));
  }
}
