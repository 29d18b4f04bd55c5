package io.towtank.workloads.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of a table that are read together: all of them, those of one of its files, or those of a
 * stretch of one file. The parts of a table, one after the other, have the rows of the whole.
 *
 * @param table its name, for readers of several tables
 * @param files the table's files in the order of reading
 * @param file number of the file, from 0; {@link #ALL} for all files
 * @param isCuttable whether a file may be cut between any two of its lines: each line is a row that
 *     is read without the others
 * @param fromByte where the stretch begins in its file, at the beginning of a line
 * @param toByte where it ends, behind the end of a line; {@link Long#MAX_VALUE} for the file's end
 * @param linesBefore lines of the file before it
 * @param rowsBefore lines before it that are not empty, the header among them
 */
public record TablePart(
    String table,
    List<String> files,
    int file,
    boolean isCuttable,
    long fromByte,
    long toByte,
    long linesBefore,
    long rowsBefore)
    implements Serializable {
  /** Stands for all files. */
  public static final int ALL = -1;

  private static final int HEADER_BYTES_MAX = 1 << 20;

  /** Copies the list. */
  public TablePart {
    files = List.copyOf(files);
  }

  /** A table in one piece. */
  public static TablePart whole(String table, List<Path> files) {
    return new TablePart(table, texts(files), ALL, false, 0, Long.MAX_VALUE, 0, 0);
  }

  /** A table of one file in one piece. */
  public static TablePart whole(Path file) {
    return whole("", List.of(file));
  }

  /** Files of a table each line of which is read without the others. */
  public static List<TablePart> ofLines(String table, List<Path> files) {
    List<TablePart> parts = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      parts.add(new TablePart(table, texts(files), i, true, 0, Long.MAX_VALUE, 0, 0));
    }
    return parts;
  }

  /** The same rows, not to be cut. */
  public TablePart inOnePiece() {
    return new TablePart(table, files, file, false, fromByte, toByte, linesBefore, rowsBefore);
  }

  /** A stretch of the file of this part. */
  public TablePart stretch(long from, long to, long lines, long rows) {
    return new TablePart(table, files, file, false, from, to, lines, rows);
  }

  /** Whether there are no rows of the table before it. */
  public boolean isFirst() {
    return file <= 0 && fromByte == 0;
  }

  /** The file that is read first. */
  public Path path() {
    return Path.of(files.get(Math.max(0, file)));
  }

  /** All files of the table. */
  public List<Path> allPaths() {
    return files.stream().map(Path::of).toList();
  }

  boolean isStretch() {
    return fromByte > 0 || toByte < Long.MAX_VALUE;
  }

  /**
   * Bytes of a stretch, with the file's first line before them where that is the header.
   *
   * @throws io.towtank.text.InputException if the file can't be opened
   */
  InputStream open(boolean hasHeader) throws IOException {
    InputStream bytes = TraceFile.open(path());
    try {
      byte[] header = new byte[0];
      if (hasHeader && fromByte > 0) {
        header = firstLine(bytes);
      }
      bytes.close();
      return new FileStretch(header, Files.newByteChannel(path()), fromByte, toByte);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  private static byte[] firstLine(InputStream bytes) throws IOException {
    byte[] line = bytes.readNBytes(HEADER_BYTES_MAX);
    int end = 0;
    while (end < line.length && line[end] != '\n') {
      end++;
    }
    return Arrays.copyOf(line, Math.min(line.length, end + 1));
  }

  private static List<String> texts(List<Path> files) {
    return files.stream().map(Path::toString).toList();
  }
}
