package io.towtank.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.scenarios.SharedData;
import io.towtank.scenarios.load.ScenarioLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What the README, the documentation and the ready scenarios tell people to type works. */
class DocumentedCommandsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path LIBRARY = ROOT.resolve("scenarios/library");
  private static final Pattern COMMAND = Pattern.compile("(?m)^(?:#   |  )?bin/towtank (.+)$");
  private static final Pattern DATA = Pattern.compile("path: (\\.\\./[^},\\s]+)");

  @TempDir private Path directory;

  static Stream<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    for (Path page : pages()) {
      Matcher matcher = COMMAND.matcher(Files.readString(page));
      while (matcher.find()) {
        commands.add(matcher.group(1).strip());
      }
    }
    return commands.stream().distinct();
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    pages.add(ROOT.resolve("README.md"));
    for (Path folder : List.of(ROOT.resolve("docs"), LIBRARY)) {
      try (Stream<Path> walk = Files.walk(folder)) {
        walk.filter(file -> file.toString().endsWith(".md") || file.toString().endsWith(".yaml"))
            .sorted()
            .forEach(pages::add);
      }
    }
    return pages;
  }

  @Test
  void theReadmeNamesCommands() throws IOException {
    assertThat(commands()).hasSizeGreaterThan(5);
  }

  @Test
  void theCommandsPageIsWhatTheCommandsSay() throws IOException {
    assertThat(Files.readString(ROOT.resolve("docs/commands.md")))
        .as("write it anew with: bin/towtank commands > docs/commands.md")
        .isEqualTo(CommandsCommand.markdown(Towtank.commandLine()));
  }

  @Test
  void everyCommandHasAnExample() {
    everyCommandHasAnExample(Towtank.commandLine());
  }

  @Test
  void aCommandSaysTheSameWithoutTheOthers() {
    CommandLine all = Towtank.commandLine();
    assertThat(all.getSubcommands()).isNotEmpty();
    all.getSubcommands()
        .forEach(
            (name, command) -> {
              CommandLine alone = Towtank.commandLine(new String[] {name, "--help"});
              assertThat(alone.getSubcommands()).containsOnlyKeys(name);
              assertThat(
                      CommandsCommand.markdown(
                          Objects.requireNonNull(alone.getSubcommands().get(name))))
                  .isEqualTo(CommandsCommand.markdown(command));
            });
    assertThat(Towtank.commandLine(new String[] {"--help"}).getSubcommands())
        .hasSameSizeAs(all.getSubcommands());
  }

  private static void everyCommandHasAnExample(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    assertThat(spec.usageMessage().footer())
        .as(spec.qualifiedName())
        .isNotEmpty()
        .allMatch(line -> line.startsWith("  bin/towtank "));
    command.getSubcommands().values().forEach(DocumentedCommandsTest::everyCommandHasAnExample);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aDocumentedCommandSucceeds(String command) throws IOException {
    List<String> arguments = new ArrayList<>();
    for (String argument : command.split(" ", -1)) {
      if (argument.startsWith("scenarios/")) {
        Path file = ROOT.resolve(argument);
        if (Files.isRegularFile(file)) {
          assumeDataOf(file);
        }
        arguments.add(file.toString());
      } else if (argument.startsWith("../")) {
        Path data = ROOT.resolve(argument).normalize();
        SharedData.assume(data);
        arguments.add(data.toString());
      } else if (argument.startsWith("out/")) {
        arguments.add(directory.resolve(argument).toString());
      } else {
        arguments.add(argument);
      }
    }
    StringWriter err = new StringWriter();
    int code =
        Towtank.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(String[]::new));
    assertThat(code).as(command + "\n" + err).isZero();
  }

  private static void assumeDataOf(Path scenario) throws IOException {
    Matcher matcher = DATA.matcher(Files.readString(scenario));
    while (matcher.find()) {
      Path data = LIBRARY.resolve(matcher.group(1)).normalize();
      SharedData.assume(data);
    }
  }

  @Test
  void theReadmesPluginIsTheOneThatCompilesHere() throws IOException {
    String plugin = Files.readString(Path.of("src/test/java/com/example/towtank/PowerSaver.java"));
    assertThat(block("java")).isEqualTo(plugin);
  }

  @Test
  void theReadmesScenarioIsValid() throws IOException {
    Path file = directory.resolve("my-scenario.yaml");
    Files.writeString(file, block("yaml"));
    assertThat(ScenarioLoader.load(file.toString()).warnings()).isEmpty();
  }

  /** The first block of this language in the README. */
  private static String block(String language) throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    int start = readme.indexOf("```" + language + "\n") + language.length() + 4;
    return readme.substring(start, readme.indexOf("```", start));
  }
}
