package io.towtank.scenarios.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.text.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseReaderTest {
  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Files.write(file, name.endsWith(".gz") ? zipped(bytes) : bytes);
    return file;
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private List<String> read(Path... paths) {
    List<String> lines = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Path path : paths) {
      names.add(path.toString());
    }
    try (CaseReader reader = CaseReader.open(names)) {
      for (List<CaseLine> batch = reader.next(2); !batch.isEmpty(); batch = reader.next(2)) {
        for (CaseLine line : batch) {
          lines.add(line.position().replace(folder + "/", "") + " " + line.json());
        }
      }
    }
    return lines;
  }

  @Test
  void aFolderIsReadRecursivelyByName() throws IOException {
    write("b.jsonl", "4\n5");
    write("a.jsonl.gz", "1\n\n  \n2\n");
    write("a/z.jsonl", "0\r\n");
    write("notes.txt", "no case");

    assertThat(read(folder))
        .containsExactly(
            "a.jsonl.gz:1 1", "a.jsonl.gz:4 2", "a/z.jsonl:1 0\r", "b.jsonl:1 4", "b.jsonl:2 5");
  }

  @Test
  void filesAreReadInTheOrderGivenAndOnce() throws IOException {
    Path b = write("b.jsonl", "2");
    Path a = write("a.other", "1");

    assertThat(read(b, a, b)).containsExactly("b.jsonl:1 2", "a.other:1 1");
  }

  @Test
  void whatCantBeReadIsSaid() throws IOException {
    Path file = write("cases.jsonl", "1");
    Path empty = write("empty/empty.jsonl", "");
    Path damaged = folder.resolve("damaged.jsonl.gz");
    Files.write(damaged, new byte[] {1, 2, 3});
    Path latin = folder.resolve("latin.jsonl");
    Files.write(latin, new byte[] {'{', (byte) 0xe9, '}'});
    Path nothing = Files.createDirectory(folder.resolve("nothing"));

    expect(folder.resolve("case.jsonl"), "no such file or folder; did you mean 'cases.jsonl'?");
    expect(empty, "the file is empty; expected one case in each line");
    expect(nothing, "expected recorded cases, found no file that ends in .jsonl or .jsonl.gz");
    expect(damaged, "the gzip archive is damaged or cut short");
    assertThatThrownBy(() -> read(latin)).hasMessage(latin + ":1: expected UTF-8 text");
    assertThat(file).exists();
  }

  private void expect(Path path, String message) {
    assertThatThrownBy(() -> read(path))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(path + ": " + message);
  }

  @Test
  void aLineOfEndlessLengthIsRefused() throws IOException {
    Path bomb = folder.resolve("bomb.jsonl.gz");
    try (GZIPOutputStream zip = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      byte[] megabyte = new byte[1 << 20];
      for (int i = 0; i < 33; i++) {
        zip.write(megabyte);
      }
    }

    assertThatThrownBy(() -> read(bomb))
        .isInstanceOf(InputException.class)
        .hasMessage(bomb + ":1: expected at most 33554432 bytes in a line");
  }
}
