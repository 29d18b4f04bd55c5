package io.towtank.scenarios.load;

import io.towtank.scenarios.binding.Reading;
import io.towtank.scenarios.binding.RecordReader;
import io.towtank.scenarios.config.SchedulerConfiguration;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.scenarios.spec.ScenarioSource;
import io.towtank.scenarios.spec.ScenarioSpec;
import io.towtank.scenarios.yaml.Problems;
import io.towtank.scenarios.yaml.YamlFile;
import io.towtank.scenarios.yaml.YamlNode;
import io.towtank.scenarios.yaml.YamlReader;
import io.towtank.text.InputException;
import io.towtank.text.Shown;
import io.towtank.workloads.kubernetes.SnapshotFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads scenario files. */
public final class ScenarioLoader {
  private static final int LOOK_AHEAD_BYTES = 1 << 16;

  /** How a scenario can begin; archives never do. */
  private static final Pattern SCENARIO =
      Pattern.compile(
          "(?m)(?:apiVersion[\"']?[ \t]*:[ \t]*[\"']?towtank\\.io/|^kind:[ \t]*Scenario\\b)");

  private ScenarioLoader() {}

  /** The scenario of a file, as it stands. */
  public static Scenario load(String file) {
    return load(file, List.of());
  }

  /**
   * The scenario of a file, with fields set beside it.
   *
   * @param file its path
   * @param overrides assignments {@code path=value}, carried out in order before anything is
   *     checked
   * @throws InputException with a line for each problem of the file
   */
  public static Scenario load(String file, List<String> overrides) {
    Path path = pathOf(file);
    return load(path, file, YamlFile.bytesOf(path, "a scenario file"), overrides);
  }

  /**
   * Whether a file looks like a scenario rather than like a cluster's objects.
   *
   * @throws InputException if there is no such file, or it can't be read
   */
  public static boolean isScenario(String file) {
    Path path = pathOf(file);
    if (Files.isDirectory(path)) {
      return false;
    }
    YamlFile.requireFile(
        path, Shown.sentence(file), "a scenario, or a cluster's objects, in YAML or JSON");
    try (InputStream in = Files.newInputStream(path)) {
      String begin = new String(in.readNBytes(LOOK_AHEAD_BYTES), StandardCharsets.ISO_8859_1);
      return SCENARIO.matcher(begin).find();
    } catch (IOException e) {
      throw new InputException(Shown.sentence(file) + ": can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * A scenario that lets kube-scheduler's default policy go on where a snapshot of a cluster ends.
   *
   * @param file path of the snapshot, a file or a directory of files
   * @param overrides as with {@link #load(String, List)}
   * @throws InputException with a line for each problem
   */
  public static Scenario loadSnapshot(String file, List<String> overrides) {
    Path path = pathOf(file).toAbsolutePath().normalize();
    if (!Files.isDirectory(path)) {
      YamlFile.requireFile(path, Shown.sentence(file), "a cluster's objects, in YAML or JSON");
    }
    String name = String.valueOf(path.getFileName());
    String text =
        """
        apiVersion: %s
        kind: %s
        metadata:
          name: snapshot
        cluster:
          snapshot: %s
        """
            .formatted(ScenarioSpec.API_VERSION, ScenarioSpec.KIND, quoted(name));
    return load(path, file, text.getBytes(StandardCharsets.UTF_8), overrides);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /**
   * The scenario of a text that stands in no file.
   *
   * @param path where a file of it would stand: paths in the text start at its directory
   * @param shown its name in messages
   */
  public static Scenario parse(Path path, String shown, String text) {
    return load(path, shown, text.getBytes(StandardCharsets.UTF_8), List.of());
  }

  private static Scenario load(Path path, String shown, byte[] bytes, List<String> overrides) {
    Problems problems = new Problems();
    YamlNode tree = Overrides.apply(YamlReader.read(shown, bytes, problems), overrides, problems);
    Path parent = path.toAbsolutePath().normalize().getParent();
    Path directory = parent == null ? path : parent;
    Reading reading = new Reading(directory, Services::names, problems);
    tree = WorkloadModels.expand(tree, directory, problems);
    ScenarioSpec spec = RecordReader.read(ScenarioSpec.class, tree, reading);
    List<String> warnings =
        spec == null ? List.of() : new ScenarioChecks(tree, problems).check(spec);
    if (spec == null || !problems.isEmpty()) {
      throw problems.exception();
    }
    Path configuration = spec.scheduler().configuration();
    List<Path> files = new ArrayList<>();
    Stream.of(spec.cluster().snapshot(), configuration)
        .filter(Objects::nonNull)
        .map(SnapshotFiles::of)
        .forEach(files::addAll);
    if (spec.workload().generate() != null && spec.workload().generate().file() != null) {
      files.add(spec.workload().generate().file());
    }
    files.addAll(LoopChecks.files(spec));
    return new Scenario(
        new ScenarioSource(path, shown, ScenarioDigest.of(bytes, overrides, files), overrides),
        spec,
        configuration == null ? null : SchedulerConfiguration.read(configuration),
        warnings);
  }

  private static Path pathOf(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new InputException(Shown.sentence(file) + ": no path; expected a scenario file", e);
    }
  }
}
