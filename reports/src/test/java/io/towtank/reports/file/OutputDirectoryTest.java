package io.towtank.reports.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.text.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputDirectoryTest {
  @TempDir Path home;

  @Test
  void showsFilesOnlyAfterTheCommit() {
    Path out = home.resolve("deep/out");
    try (OutputDirectory directory = open(out, false)) {
      directory.write("summary.json", "{\"digest\":1}");
      directory.write("runs/a/pods.csv", "x\n");
      assertThat(out).doesNotExist();
      directory.commit();
    }
    assertThat(out.resolve("summary.json")).hasContent("{\"digest\":1}");
    assertThat(out.resolve("runs/a/pods.csv")).hasContent("x\n");
    assertThat(names(home.resolve("deep"))).containsExactly("out");
  }

  @Test
  void leavesNothingWithoutACommit() throws IOException {
    Path empty = Files.createDirectory(home.resolve("empty"));
    for (Path out : List.of(home.resolve("new"), empty)) {
      try (OutputDirectory directory = open(out, false)) {
        directory.write("summary.json", "{}");
      }
    }
    assertThat(names(home)).containsExactly("empty");
    assertThat(names(empty)).isEmpty();
  }

  @Test
  void replacesAnEarlierResultWhole() throws IOException {
    try (OutputDirectory directory = open(home, false)) {
      directory.write("summary.json", "{\"digest\":1}");
      directory.write("decisions.jsonl", "{}\n");
      directory.commit();
    }
    try (OutputDirectory directory = open(home, false)) {
      directory.write("summary.json", "{\"digest\":2}");
      directory.write("pods.csv", "x\n");
      assertThat(home.resolve("summary.json")).hasContent("{\"digest\":1}");
      directory.commit();
    }
    assertThat(names(home)).containsExactly("pods.csv", "summary.json");
    assertThat(home.resolve("summary.json")).hasContent("{\"digest\":2}");
  }

  @Test
  void refusesAFile() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "mine");

    assertThatThrownBy(() -> open(file, true))
        .isInstanceOf(InputException.class)
        .hasMessage(file + ": is a file; expected a directory to write results to");
    assertThatThrownBy(() -> open(file.resolve("below"), false))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file.resolve("below") + ": can't be written to: ");
    assertThat(file).hasContent("mine");
  }

  @Test
  void leavesAloneWhatIsNotOurs() throws IOException {
    Files.writeString(home.resolve("thesis.tex"), "mine");
    Files.writeString(home.resolve("summary.json"), "{\"digest\":1}");

    assertThatThrownBy(() -> open(home, false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds 'thesis.tex', which is no result of ours");

    try (OutputDirectory directory = open(home, true)) {
      directory.write("summary.json", "{\"digest\":2}");
      directory.commit();
    }
    assertThat(home.resolve("thesis.tex")).hasContent("mine");
    assertThat(home.resolve("summary.json")).hasContent("{\"digest\":2}");
  }

  @Test
  void knowsASummaryOfOursByItsKeys() throws IOException {
    Files.writeString(home.resolve("summary.json"), "{\"title\":\"somebody else's\"}");

    assertThatThrownBy(() -> open(home, false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds no summary.json of an earlier run");
  }

  private static OutputDirectory open(Path path, boolean overwrite) {
    return OutputDirectory.open(path, "summary.json", List.of("digest"), overwrite);
  }

  private static List<String> names(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
