package io.towtank.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.SchedulingPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is registered has a page, and each page describes what is registered. */
class DocumentationTest {
  private static final Pattern ARGUMENT_ROW = Pattern.compile("(?m)^\\| `([A-Za-z]+)` \\|");
  private static final String NO_ARGUMENT = "thisIsNoArgumentOfAnyPluginWhatsoever";

  private static Path docs() {
    Path start = Path.of("").toAbsolutePath();
    return Stream.iterate(start, Objects::nonNull, Path::getParent)
        .filter(directory -> Files.exists(directory.resolve("bin/towtank")))
        .findFirst()
        .orElseThrow()
        .resolve("docs");
  }

  private static SortedSet<String> pages(String folder) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    try (Stream<Path> pages = Files.list(docs().resolve(folder))) {
      pages.forEach(page -> names.add(page.getFileName().toString()));
    }
    return names;
  }

  private static List<PluginFactory> factories() {
    return ServiceLoader.load(PluginFactory.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(factory -> factory.getClass().getName().startsWith("io.towtank.plugins."))
        .toList();
  }

  private static List<SchedulingPolicy> policies() {
    return ServiceLoader.load(SchedulingPolicy.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(policy -> policy.getClass().getName().startsWith("io.towtank.plugins."))
        .toList();
  }

  @Test
  void everyPluginHasItsPage() throws IOException {
    assertThat(factories())
        .extracting(factory -> factory.name() + ".md")
        .hasSizeGreaterThan(17)
        .containsExactlyInAnyOrderElementsOf(pages("plugins"));
  }

  @Test
  void everyPolicyHasItsPage() throws IOException {
    assertThat(policies())
        .extracting(policy -> policy.name() + ".md")
        .hasSizeGreaterThan(8)
        .containsExactlyInAnyOrderElementsOf(pages("policies"));
  }

  @ParameterizedTest
  @MethodSource("factories")
  void thePageNamesTheArgumentsThatThePluginReads(PluginFactory factory) throws IOException {
    String page = Files.readString(docs().resolve("plugins").resolve(factory.name() + ".md"));
    String arguments = page.substring(page.indexOf("## Arguments"), page.indexOf("## Example"));
    SortedSet<String> documented = new TreeSet<>();
    ARGUMENT_ROW.matcher(arguments).results().forEach(row -> documented.add(row.group(1)));

    // The message on an unknown argument lists the known ones.
    PluginArgs args = PluginArgs.of(Map.of(NO_ARGUMENT, 1));
    assertThat(factory.create(args, new FakeCluster()).name()).isEqualTo(factory.name());
    assertThat(args.unknownKeys())
        .containsExactly(
            "unknown argument '"
                + NO_ARGUMENT
                + "'"
                + (documented.isEmpty()
                    ? ""
                    : "; expected one of " + String.join(", ", documented)));
  }

  @ParameterizedTest
  @MethodSource("factories")
  void everyPluginSaysWhatItDoes(PluginFactory factory) throws IOException {
    assertThat(factory.summary()).endsWith(".").hasSizeLessThan(100);
    assertThat(Files.readString(docs().resolve("plugins").resolve(factory.name() + ".md")))
        .startsWith("# " + factory.name() + "\n")
        .contains("- name: " + factory.name())
        .contains("## Source");
  }
}
