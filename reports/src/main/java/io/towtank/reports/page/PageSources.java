package io.towtank.reports.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The readable files that pages are put together from, on the class path beside this class.
 *
 * <p>A list names one file a line; lines that begin with {@code #} are comments, and names that
 * begin with {@code /} are of other jars. A library's file is preceded by the {@code LICENSE} that
 * lies beside it.
 */
final class PageSources {
  private static final String LIBRARIES = "lib/";

  private PageSources() {}

  /** The texts of the files that a list names, in its order. */
  static List<String> all(String list) {
    List<String> texts = new ArrayList<>();
    for (String line : text(list).lines().map(String::strip).toList()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        texts.add(licence(line) + text(line));
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

  private static String licence(String name) {
    boolean isOthers = name.startsWith(LIBRARIES) || name.startsWith("/");
    int slash = name.lastIndexOf('/');
    String text = isOthers ? find(name.substring(0, slash + 1) + "LICENSE") : null;
    if (text == null) {
      return "";
    }
    if (text.contains("*/")) {
      throw new IllegalStateException("a comment can't hold the licence of " + name);
    }
    return "/*! " + name.substring(slash + 1) + "\n\n" + text.strip() + "\n*/\n";
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
