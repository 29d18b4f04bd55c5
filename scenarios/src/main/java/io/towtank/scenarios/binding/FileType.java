package io.towtank.scenarios.binding;

import io.towtank.scenarios.yaml.YamlNode;
import io.towtank.text.Shown;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that exists and can be read; its path starts at the directory of the file that names it.
 *
 * @param orDirectory whether it may be a directory
 */
record FileType(boolean orDirectory) implements FieldType {
  @Override
  public @Nullable Object read(YamlNode node, String path, Reading reading) {
    Object text = Scalars.TEXT.read(node, path, reading);
    if (text == null) {
      return null;
    }
    String problem;
    try {
      Path file = reading.directory().resolve((String) text).normalize();
      problem = problemOf(file);
      if (problem.isEmpty()) {
        return file;
      }
      problem = problem + Shown.sentence(file.toString());
    } catch (InvalidPathException e) {
      problem = "no such path";
    }
    return FieldType.refuse(node, path, reading, "expected a file; " + problem);
  }

  private String problemOf(Path file) {
    if (Files.isDirectory(file) && !orDirectory) {
      return "this is a directory: ";
    }
    if (!Files.exists(file)) {
      return "there is none at ";
    }
    return Files.isReadable(file) ? "" : "no right to read ";
  }

  @Override
  public String expected() {
    return "the path of a file" + (orDirectory ? " or directory" : "");
  }

  @Override
  public String title() {
    return "path";
  }

  @Override
  public Map<String, Object> schema() {
    return Scalars.ordered("type", "string", "minLength", 1);
  }
}
