package io.towtank.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each registered fault has a page, and each page describes a registered fault. */
final class FaultDocumentationTest {
  private static final Pattern FIELD_ROW = Pattern.compile("(?m)^\\| `.*$");

  private static Path docs() {
    Path start = Path.of("").toAbsolutePath();
    return Stream.iterate(start, Objects::nonNull, Path::getParent)
        .filter(directory -> Files.exists(directory.resolve("bin/towtank")))
        .findFirst()
        .orElseThrow()
        .resolve("docs/faults");
  }

  private static String page(FaultFactory factory) throws IOException {
    return Files.readString(docs().resolve(factory.name() + ".md"));
  }

  static List<FaultFactory> factories() {
    return List.copyOf(FaultRegistry.load().all());
  }

  @Test
  void everyFaultHasItsPage() throws IOException {
    SortedSet<String> pages = new TreeSet<>();
    try (Stream<Path> files = Files.list(docs())) {
      files.forEach(file -> pages.add(file.getFileName().toString()));
    }
    assertThat(factories())
        .extracting(factory -> factory.name() + ".md")
        .hasSize(20)
        .containsExactlyInAnyOrderElementsOf(pages);
  }

  @ParameterizedTest
  @MethodSource("factories")
  void thePageListsTheFields(FaultFactory factory) throws IOException {
    assertThat(FIELD_ROW.matcher(page(factory)).results().map(row -> row.group()))
        .containsExactlyElementsOf(
            factory.fields().stream().map(FaultDocumentationTest::row).toList());
  }

  private static String row(FaultField field) {
    String defaultText = field.defaultText().isEmpty() ? "" : "`" + field.defaultText() + "`";
    String words =
        field.words().isEmpty() ? "" : " (one of `" + String.join("`, `", field.words()) + "`)";
    return "| `%s` | %s | %s | %s%s |"
        .formatted(field.name(), field.type().text(), defaultText, field.summary(), words);
  }

  @ParameterizedTest
  @MethodSource("factories")
  void thePageSaysWhatTheFaultDoes(FaultFactory factory) throws IOException {
    assertThat(factory.summary()).endsWith(".").hasSizeLessThan(100);
    assertThat(page(factory))
        .startsWith("# " + factory.name() + "\n\n" + factory.summary() + "\n")
        .contains("fault: " + factory.name())
        .contains("## Source");
  }

  @ParameterizedTest
  @MethodSource("factories")
  void theDefaultsAreLegal(FaultFactory factory) {
    assertThat(FaultArgs.defaults(factory.fields()).toString()).isNotEmpty();
  }
}
