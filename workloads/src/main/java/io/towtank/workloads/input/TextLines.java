package io.towtank.workloads.input;

import io.towtank.text.InputException;
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
  private static final int BLOCK_BYTES = 1 << 13;

  private TextLines() {}

  /** Takes the entries one by one. */
  @FunctionalInterface
  public interface Taker {
    /**
     * Takes one entry.
     *
     * @param entry not empty
     * @param position file and line, to begin a message with; of this entry until the next is taken
     */
    void take(String entry, Position position);
  }

  /**
   * Hands on every entry of a file, which is decompressed if its name ends so.
   *
   * @throws InputException if the file can't be opened, or a line is too long or not UTF-8
   */
  public static void read(Path file, Taker taker) {
    try (InputStream bytes = TraceFile.open(file)) {
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
    byte[] block = new byte[BLOCK_BYTES];
    byte[] line = new byte[LINE_BYTES_MAX];
    Position position = new Position(place);
    int length = 0;
    for (int count = bytes.read(block); count >= 0; count = bytes.read(block)) {
      for (int i = 0; i < count; i++) {
        byte b = block[i];
        if (b == '\n') {
          take(position, line, length, taker);
          position.line++;
          length = 0;
        } else if (length == LINE_BYTES_MAX || position.line > LINES_MAX) {
          throw new InputException(
              "%s: expected at most %d lines of at most %d bytes each"
                  .formatted(position, LINES_MAX, LINE_BYTES_MAX));
        } else {
          line[length++] = b;
        }
      }
    }
    take(position, line, length, taker);
  }

  private static void take(Position position, byte[] line, int length, Taker taker) {
    try {
      String entry = text(line, length).strip();
      if (!entry.isEmpty()) {
        taker.take(entry, position);
      }
    } catch (CharacterCodingException e) {
      throw new InputException(position + ": expected UTF-8 text", e);
    }
  }

  private static String text(byte[] line, int length) throws CharacterCodingException {
    int signs = 0;
    for (int i = 0; i < length; i++) {
      signs |= line[i];
    }
    return signs >= 0
        ? new String(line, 0, length, StandardCharsets.US_ASCII)
        : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, length)).toString();
  }

  /** File and line, which are text for messages alone. */
  public static final class Position {
    private final String place;
    private long line = 1;

    private Position(String place) {
      this.place = place;
    }

    @Override
    public String toString() {
      return place + ":" + line;
    }
  }
}
