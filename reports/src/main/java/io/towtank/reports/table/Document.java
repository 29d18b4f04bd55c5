package io.towtank.reports.table;

import java.util.ArrayList;
import java.util.List;

/** Lines of words and tables, as a command prints them, in whichever {@link OutputFormat}. */
public final class Document {
  private final List<Part> parts = new ArrayList<>();

  /** Something that a layout can show. */
  private interface Part {
    String in(Layout layout);
  }

  /** A document with one line. */
  public static Document of(String words) {
    return new Document().line(words);
  }

  /** Adds a line of words, which is never cut. */
  public Document line(String words) {
    parts.add(layout -> layout.line(words));
    return this;
  }

  /** Adds the title of what follows. */
  public Document heading(String words) {
    parts.add(layout -> layout.heading(words));
    return this;
  }

  /** Sets what follows apart. */
  public Document gap() {
    parts.add(Layout::gap);
    return this;
  }

  /** Adds a table, whose cells may be cut to make it fit the width. */
  public Document table(Table table) {
    parts.add(layout -> layout.table(table, false));
    return this;
  }

  /** Adds a table that is never cut. */
  public Document wholeTable(Table table) {
    parts.add(layout -> layout.table(table, true));
    return this;
  }

  /** Adds all parts of another document. */
  public Document add(Document other) {
    parts.addAll(other.parts);
    return this;
  }

  /** Plain text in lines of at most that many characters, where they may be cut. */
  public String text(int width) {
    return in(new TextLayout(width, false));
  }

  /** As a Markdown file. */
  public String markdown() {
    return in(new MarkdownLayout()).stripTrailing() + "\n";
  }

  /**
   * The document in a format.
   *
   * @param width most characters in a line of text, where it may be cut
   * @param isColoured whether text may have a terminal's colours
   */
  public String in(OutputFormat format, int width, boolean isColoured) {
    return in(
        switch (format) {
          case TEXT -> new TextLayout(width, isColoured);
          case MARKDOWN -> new MarkdownLayout();
          case LATEX -> new LatexLayout();
          case CSV -> new CsvLayout();
        });
  }

  private String in(Layout layout) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.in(layout)));
    return text.toString();
  }
}
