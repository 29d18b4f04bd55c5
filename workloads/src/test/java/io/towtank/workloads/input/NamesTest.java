package io.towtank.workloads.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names from bytes, a word at a time, are those from text, made character by character. */
final class NamesTest {
  @Test
  void anyCharacterIsJudgedAlikeAtAnyPlace() {
    for (char c = 0; c < 256; c++) {
      for (int place = 0; place < 10; place++) {
        String text = "x".repeat(place) + c + "y".repeat(9 - place);
        assertThat(isName(text)).as(text).isEqualTo(Names.isName(text));
        if (c < 128) {
          assertThat(made("p-", text)).isEqualTo(Names.of("p-", text));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void randomIdsMakeTheSameNames(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 5000; i++) {
      StringBuilder id = new StringBuilder();
      for (int length = random.nextInt(300); length > 0; length--) {
        id.append((char) random.nextInt(128));
      }
      String prefix = "x".repeat(random.nextInt(254));
      assertThat(made(prefix, id.toString())).isEqualTo(Names.of(prefix, id.toString()));
      assertThat(isName(id.toString())).isEqualTo(Names.isName(id.toString()));
    }
  }

  @Test
  void namesEndWhereTheyAreTooLong() {
    assertThat(isName("x".repeat(253))).isTrue();
    assertThat(isName("x".repeat(254))).isFalse();
    assertThat(isName("")).isFalse();
  }

  private static boolean isName(String text) {
    return Names.isName(bytes(text), 1, 1 + text.length());
  }

  private static String made(String prefix, String id) {
    byte[] name = new byte[Names.NAME_CHARS_MAX + 1 + Words.BYTES];
    System.arraycopy(prefix.getBytes(StandardCharsets.ISO_8859_1), 0, name, 0, prefix.length());
    int length = Names.add(name, prefix.length(), bytes(id), 1, 1 + id.length());
    return new String(name, 0, length, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return ("/" + text + "/".repeat(Words.BYTES)).getBytes(StandardCharsets.ISO_8859_1);
  }
}
