package io.towtank.reports.file;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Writer;

/** CSV as RFC 4180 has it, except that lines end with a bare line feed. */
public final class Csv {
  private Csv() {}

  /** Writes rows to a writer, which it closes with itself. */
  public static CsvWriter to(Writer writer) {
    return CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
  }
}
