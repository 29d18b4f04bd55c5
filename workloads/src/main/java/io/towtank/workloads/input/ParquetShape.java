package io.towtank.workloads.input;

import io.towtank.text.InputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a Parquet file looks like from outside. The library trusts the length that its footer says.
 * Source: Apache Parquet's file format.
 */
public final class ParquetShape {
  /** How long the mark at the beginning and at the end is. */
  public static final int MAGIC_BYTES = 4;

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL_BYTES = Integer.BYTES + MAGIC_BYTES;
  private static final int FOOTER_BYTES_MAX = 1 << 26;

  private ParquetShape() {}

  /**
   * Makes sure that a file can be a whole Parquet file.
   *
   * @param otherwise what to say of one that is something else
   * @throws InputException if it is something else, cut short, or damaged
   */
  public static void require(Path path, String otherwise) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      byte[] head = new byte[MAGIC_BYTES];
      byte[] tail = new byte[TAIL_BYTES];
      long length = file.length();
      if (length < MAGIC_BYTES + TAIL_BYTES) {
        throw new InputException(path + ": " + otherwise);
      }
      file.readFully(head);
      file.seek(length - TAIL_BYTES);
      file.readFully(tail);
      if (!Arrays.equals(head, MAGIC)) {
        throw new InputException(path + ": " + otherwise);
      }
      if (!Arrays.equals(Arrays.copyOfRange(tail, Integer.BYTES, TAIL_BYTES), MAGIC)) {
        throw new InputException(path + ": the file is cut short");
      }
      long footer =
          (tail[0] & 0xFFL)
              | ((tail[1] & 0xFFL) << 8)
              | ((tail[2] & 0xFFL) << 16)
              | ((tail[3] & 0xFFL) << 24);
      if (footer > FOOTER_BYTES_MAX || footer > length - MAGIC_BYTES - TAIL_BYTES) {
        throw new InputException(
            path + ": the file is damaged: its footer can't be as long as it says");
      }
    }
  }
}
