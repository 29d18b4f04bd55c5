package io.towtank.workloads.input;

import io.towtank.text.InputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A file with one entry in each line: UTF-8, a line of at most 1000 bytes, at most twenty million
 * lines; blank lines are skipped, and so is white space around an entry.
 */
public final class TextLines {
  private static final int LINE_BYTES_MAX = 1000;
  private static final long LINES_MAX = 20_000_000;

  private TextLines() {}

  /** Takes the entries one by one. */
  @FunctionalInterface
  public interface Taker {
    /**
     * Takes one entry.
     *
     * @param entry not empty
     * @param position file and line, to begin a message with
     */
    void take(String entry, String position);
  }

  /**
   * Hands on every entry of a file, which is decompressed if its name ends so.
   *
   * @throws InputException if the file can't be opened, or a line is too long or not UTF-8
   */
  public static void read(Path file, Taker taker) {
    try (InputStream bytes = new BufferedInputStream(TraceFile.open(file))) {
      read(bytes, file.toString(), taker);
    } catch (IOException e) {
      throw new InputException(file + ": " + TraceFile.reason(file, e), e);
    }
  }

  /**
   * Hands on every entry of some bytes, which stay open.
   *
   * @param place what they are from, for messages
   * @throws InputException if a line is too long or not UTF-8
   * @throws IOException if they can't be read
   */
  public static void read(InputStream bytes, String place, Taker taker) throws IOException {
    byte[] line = new byte[LINE_BYTES_MAX];
    long number = 1;
    int length = 0;
    for (int b = bytes.read(); b >= 0; b = bytes.read()) {
      if (b == '\n') {
        take(place, number++, line, length, taker);
        length = 0;
      } else if (length == LINE_BYTES_MAX || number > LINES_MAX) {
        throw new InputException(
            "%s:%d: expected at most %d lines of at most %d bytes each"
                .formatted(place, number, LINES_MAX, LINE_BYTES_MAX));
      } else {
        line[length++] = (byte) b;
      }
    }
    take(place, number, line, length, taker);
  }

  private static void take(String place, long number, byte[] line, int length, Taker taker) {
    String position = place + ":" + number;
    try {
      String entry =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, length)).toString();
      if (!entry.isBlank()) {
        taker.take(entry.strip(), position);
      }
    } catch (CharacterCodingException e) {
      throw new InputException(position + ": expected UTF-8 text", e);
    }
  }
}
