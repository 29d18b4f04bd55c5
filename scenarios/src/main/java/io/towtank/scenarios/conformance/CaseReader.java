package io.towtank.scenarios.conformance;

import io.towtank.text.InputException;
import io.towtank.text.Shown;
import io.towtank.workloads.input.TraceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads recorded cases from files, one in each line; blank lines are skipped. A line has at most 32
 * MiB. Files that end in {@code .gz} are decompressed as they are read.
 */
public final class CaseReader implements AutoCloseable {
  private static final int LINE_BYTES_MAX = 32 << 20;
  private static final int BATCH_BYTES_MAX = 64 << 20;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Iterator<Path> files;
  private @Nullable Path file;
  private @Nullable InputStream bytes;
  private long lineNumber;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int next;
  private int filled;

  private CaseReader(List<Path> files) {
    this.files = files.iterator();
  }

  /**
   * Cases of files and folders, in this order.
   *
   * @param paths {@code .jsonl} or {@code .jsonl.gz} files, or folders that are searched for such
   * @throws InputException if one of them can't be used
   */
  public static CaseReader open(List<String> paths) {
    return new CaseReader(CaseFiles.of(paths));
  }

  /**
   * The next cases.
   *
   * @param countMax how many are wanted at most; there are fewer if they are large, none at the end
   * @throws InputException if a file can't be read, or a line is too long or not UTF-8
   */
  public List<CaseLine> next(int countMax) {
    List<CaseLine> lines = new ArrayList<>();
    long size = 0;
    while (lines.size() < countMax && size < BATCH_BYTES_MAX) {
      CaseLine line = next();
      if (line == null) {
        break;
      }
      lines.add(line);
      size += line.json().length();
    }
    return lines;
  }

  private @Nullable CaseLine next() {
    try {
      while (true) {
        if (bytes == null) {
          if (!files.hasNext()) {
            return null;
          }
          begin(files.next());
          continue;
        }
        byte[] line = readLine(bytes);
        if (line == null) {
          close();
          continue;
        }
        String text = text(line);
        if (!text.isBlank()) {
          return new CaseLine(position(), text);
        }
      }
    } catch (IOException e) {
      Path read = Objects.requireNonNull(file, "bytes come from a file");
      throw new InputException(read + ": " + TraceFile.reason(read, e), e);
    }
  }

  private void begin(Path path) throws IOException {
    file = path;
    lineNumber = 0;
    next = 0;
    filled = 0;
    if (Files.isRegularFile(path) && Files.size(path) == 0) {
      throw new InputException(path + ": the file is empty; expected one case in each line");
    }
    bytes = TraceFile.open(path);
  }

  private String position() {
    return file + ":" + lineNumber;
  }

  /** The next line without its end, null at the end of the file. */
  private byte @Nullable [] readLine(InputStream from) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean ended = false;
    boolean any = false;
    while (!ended && fill(from)) {
      int end = next;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      if (!any) {
        any = true;
        lineNumber++;
      }
      if (line.size() + end - next > LINE_BYTES_MAX) {
        throw new InputException(
            position() + ": expected at most " + LINE_BYTES_MAX + " bytes in a line");
      }
      line.write(buffer, next, end - next);
      ended = end < filled;
      next = ended ? end + 1 : end;
    }
    return any ? line.toByteArray() : null;
  }

  /** Whether there are bytes left. */
  private boolean fill(InputStream from) throws IOException {
    if (next == filled) {
      next = 0;
      filled = Math.max(0, from.read(buffer));
    }
    return filled > 0;
  }

  private String text(byte[] line) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      throw new InputException(position() + ": expected UTF-8 text", e);
    }
  }

  @Override
  public void close() {
    if (bytes != null) {
      try {
        bytes.close();
      } catch (IOException e) {
        throw new InputException(
            file + ": can't be closed (" + Shown.sentence(String.valueOf(e.getMessage())) + ")", e);
      } finally {
        bytes = null;
      }
    }
  }
}
