package io.towtank.reports.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The readable files that pages are put together from, on the class path beside this class.
 *
 * <p>A list names one file a line; lines that begin with {@code #} are comments, and names that
 * begin with {@code /} are those of a library, whose jar must hold its licence: beside the file or
 * one folder up. The licence goes before the file.
 */
final class PageSources {
  private static final List<String> LICENCES = List.of("LICENSE", "LICENSE.md", "LICENSE.txt");
  private static final Pattern SOURCE_MAP = Pattern.compile("(?m)^//# sourceMappingURL=.*$\\R?");

  private PageSources() {}

  /** The texts of the files that a list names, in its order. */
  static List<String> all(String list) {
    List<String> texts = new ArrayList<>();
    for (String line : text(list).lines().map(String::strip).toList()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        texts.add(line.startsWith("/") ? ofLibrary(line) : text(line));
      }
    }
    return texts;
  }

  /** The text of one file, its lines ended as in Unix. */
  static String text(String name) {
    String text = find(name);
    if (text == null) {
      throw new IllegalStateException("missing from the program: " + name);
    }
    return text;
  }

  private static String ofLibrary(String name) {
    String folder = folderOf(name);
    for (String place : List.of(folder, folderOf(folder))) {
      for (String file : LICENCES) {
        String licence = find(place + "/" + file);
        if (licence != null && !licence.contains("*/")) {
          return "/*! "
              + name.substring(name.lastIndexOf('/') + 1)
              + "\n\n"
              + licence.strip()
              + "\n*/\n"
              + SOURCE_MAP.matcher(text(name)).replaceAll("");
        }
      }
    }
    throw new IllegalStateException("there is no licence with " + name);
  }

  private static String folderOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  private static @Nullable String find(String name) {
    try (InputStream in = PageSources.class.getResourceAsStream(name)) {
      return in == null
          ? null
          : new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
