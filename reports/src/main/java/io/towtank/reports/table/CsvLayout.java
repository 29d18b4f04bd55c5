package io.towtank.reports.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.towtank.reports.file.Csv;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** CSV: tables set apart by empty lines, words as lines that begin with {@code #}. */
final class CsvLayout implements Layout {
  @Override
  public String heading(String words) {
    return line(words);
  }

  @Override
  public String line(String words) {
    return "# " + TextLayout.printable(words.strip()) + "\n";
  }

  @Override
  public String gap() {
    return "\n";
  }

  @Override
  public String table(Table table, boolean isWhole) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = Csv.to(text)) {
      if (table.hasHead()) {
        csv.writeRecord(table.head());
      }
      for (List<String> cells : table.rows()) {
        csv.writeRecord(cells.stream().map(CsvLayout::cell).toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static String cell(String text) {
    return TextLayout.printable(text.strip());
  }
}
