package io.towtank.scenarios.load;

import io.towtank.scenarios.yaml.FieldPath;
import io.towtank.scenarios.yaml.Problems;
import io.towtank.scenarios.yaml.YamlFile;
import io.towtank.scenarios.yaml.YamlNode;
import io.towtank.scenarios.yaml.YamlReader;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ready models of workloads, and those in files: the fields of {@code workload.generate}, which are
 * put under the fields that a scenario gives itself.
 */
public final class WorkloadModels {
  /** Names of the ready models. */
  public static final List<String> NAMES =
      List.of(
          "alibaba-colocation",
          "borg-2011",
          "borg-2019",
          "enterprise-services",
          "gpu-openb",
          "hpc-swf");

  private static final String PATH = "workload.generate";
  private static final String FOLDER = "/io/towtank/scenarios/models/";
  private static final List<String> REFERENCES = List.of("model", "file");
  private static final List<String> ARRIVALS = List.of("interArrival", "arrivals");

  private WorkloadModels() {}

  /** The text of a ready model. */
  public static byte[] text(String name) {
    try (InputStream in = WorkloadModels.class.getResourceAsStream(FOLDER + name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("no model " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A scenario's tree with its model's fields in it; the tree itself where it names none.
   *
   * @param directory paths of models start here
   */
  static YamlNode expand(YamlNode root, Path directory, Problems problems) {
    if (!(FieldPath.find(root, PATH) instanceof YamlNode.Mapping generate)) {
      return root;
    }
    YamlNode model = model(generate, directory, problems);
    if (model == null) {
      return root;
    }
    if (!(model instanceof YamlNode.Mapping fields)) {
      problems.add(
          model.location(), PATH, "found " + model.describe() + ", expected a group of fields");
      return root;
    }
    if (value(generate, "templates") == null && value(fields, "templates") == null) {
      problems.add(
          model.location(), "templates", "found nothing, expected the templates of the model");
    }
    return with(root, List.of("workload", "generate"), merged(generate, fields, problems));
  }

  private static @Nullable YamlNode model(
      YamlNode.Mapping generate, Path directory, Problems problems) {
    YamlNode name = value(generate, "model");
    if (name instanceof YamlNode.Scalar scalar) {
      if (NAMES.contains(scalar.text())) {
        return YamlReader.read("model " + scalar.text(), text(scalar.text()), problems);
      }
      problems.add(
          scalar.location(),
          PATH + ".model",
          "no model "
              + Shown.quoted(scalar.text())
              + NearestName.hint(scalar.text(), NAMES)
              + "; there are "
              + String.join(", ", NAMES));
      return null;
    }
    if (value(generate, "file") instanceof YamlNode.Scalar scalar) {
      try {
        Path file = directory.resolve(scalar.text()).normalize();
        return YamlReader.read(
            file.toString(), YamlFile.bytesOf(file, "a model of a workload"), problems);
      } catch (InvalidPathException e) {
        return null;
      } catch (InputException e) {
        problems.add(scalar.location(), PATH + ".file", String.valueOf(e.getMessage()));
      }
    }
    return null;
  }

  private static @Nullable YamlNode value(YamlNode.Mapping mapping, String key) {
    YamlNode.Entry entry = mapping.entry(key);
    return entry == null || (entry.value() instanceof YamlNode.Scalar scalar && scalar.isNull())
        ? null
        : entry.value();
  }

  private static YamlNode merged(YamlNode.Mapping own, YamlNode.Mapping model, Problems problems) {
    boolean ownArrivals = ARRIVALS.stream().anyMatch(key -> value(own, key) != null);
    List<YamlNode.Entry> entries = new ArrayList<>(own.entries());
    for (YamlNode.Entry entry : model.entries()) {
      if (REFERENCES.contains(entry.key())) {
        problems.add(
            entry.keyLocation(),
            entry.key(),
            "found it in a model, expected it in a scenario only");
      } else if (value(own, entry.key()) == null
          && !(ownArrivals && ARRIVALS.contains(entry.key()))) {
        entries.removeIf(each -> each.key().equals(entry.key()));
        entries.add(entry);
      }
    }
    return new YamlNode.Mapping(own.location(), entries);
  }

  private static YamlNode with(YamlNode node, List<String> path, YamlNode value) {
    if (path.isEmpty() || !(node instanceof YamlNode.Mapping mapping)) {
      return value;
    }
    List<YamlNode.Entry> entries = new ArrayList<>();
    for (YamlNode.Entry entry : mapping.entries()) {
      entries.add(
          entry.key().equals(path.get(0))
              ? new YamlNode.Entry(
                  entry.key(),
                  entry.keyLocation(),
                  with(entry.value(), path.subList(1, path.size()), value))
              : entry);
    }
    return new YamlNode.Mapping(mapping.location(), entries);
  }
}
