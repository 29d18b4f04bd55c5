package io.towtank.scenarios.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.towtank.text.InputException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
  @Test
  void remembersWhereThingsStand() {
    YamlNode tree = read("\uFEFFa: 1\nb:\n  - x\n  - {c: 'y'}\n");

    assertThat(tree)
        .isInstanceOfSatisfying(
            YamlNode.Mapping.class,
            mapping -> {
              assertThat(mapping.entries())
                  .extracting(YamlNode.Entry::key)
                  .containsExactly("a", "b");
              assertThat(mapping.entries().get(1).value())
                  .isInstanceOfSatisfying(
                      YamlNode.Sequence.class,
                      list ->
                          assertThat(list.items())
                              .extracting(item -> item.location().toString())
                              .containsExactly("f.yaml:3:5", "f.yaml:4:5"));
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a: 1§a: 2 | f.yaml:2:1: the field 'a' stands twice; the first is on line 1",
        "a:§\tb: 1 | f.yaml:2:1: found a tab in the indentation; expected spaces",
        "a: &x 1 | f.yaml:1:4: found an anchor (&name); anchors are not supported, write the value"
            + " out",
        "a: *x | f.yaml:1:4: found an alias (*name); aliases are not supported, write the value out",
        "a: !!java.io.File x | f.yaml:1:4: found the tag 'tag:yaml.org,2002:java.io.File'; tags are"
            + " not supported, leave it out",
        "a: 1§---§b: 2 | f.yaml:3:1: found a second document; expected one",
        "[a]: 1 | f.yaml:1:1: found a list or group as a field's name; expected text",
        "# nothing | f.yaml: found nothing; the file is empty",
        "a: [1, 2 | f.yaml:2:1: no valid YAML: while parsing a flow sequence, expected ',' or ']',"
            + " but got <stream end>",
        "a: b: c | f.yaml:1:5: no valid YAML: mapping values are not allowed here",
      })
  void namesWhatIsWrong(String text, String message) {
    assertThat(problem((text.replace("§", "\n") + "\n").getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(message);
  }

  @Test
  void onlyTextInUtf8IsRead() {
    assertThat(problem("a: 1\nb: \u00FCx".getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(
            "f.yaml:2:4: found the byte 0xFC, which is not UTF-8; expected a text file in UTF-8");
    assertThat(problem("a: \u0007".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("f.yaml:1:4: found the control character 0x07; expected text");
    assertThat(problem(new byte[] {'a', (byte) 0xC3}))
        .startsWith("f.yaml:1:2: found the byte 0xC3");
  }

  @Test
  void sizeAndDepthAreBounded() {
    assertThat(problem(new byte[YamlReader.BYTES_MAX + 1]))
        .isEqualTo("f.yaml: the file has 4194305 bytes; expected at most 4194304 (4 MiB)");
    assertThat(problem("x".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("f.yaml:1:65537: the line is too long; expected at most 65536 characters");
    assertThat(problem("[".repeat(60_000).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("f.yaml:1:42: nested too deeply; expected at most 40 levels");
    assertThat(problem("- ".repeat(30_000).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("f.yaml:1:83: nested too deeply; expected at most 40 levels");
  }

  @Test
  void aThousandProblemsAreEnough() {
    assertThat(problem("a: 1\n".repeat(100_000).getBytes(StandardCharsets.UTF_8)).lines())
        .hasSize(51)
        .last()
        .isEqualTo("... and 950 more problems");
  }

  @Test
  void aSmallFileCannotStandForALargeTree() {
    String bomb =
        """
        a: &a [x, x, x, x, x, x, x, x, x, x]
        b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
        c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
        """;
    assertThat(problem(bomb.getBytes(StandardCharsets.UTF_8)))
        .startsWith("f.yaml:1:4: found an anchor");
  }

  private static YamlNode read(String text) {
    return YamlReader.read("f.yaml", text.getBytes(StandardCharsets.UTF_8), new Problems());
  }

  private static String problem(byte[] bytes) {
    Problems problems = new Problems();
    InputException e =
        catchThrowableOfType(
            InputException.class,
            () -> {
              YamlReader.read("f.yaml", bytes, problems);
              problems.throwIfAny();
            });
    return String.valueOf(e.getMessage());
  }
}
