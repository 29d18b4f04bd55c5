package io.towtank.reports.page;

import io.towtank.reports.chart.Chart;
import java.util.List;

/** Builds a piece of a page. Whatever is given as text stands there as text. */
public final class Html {
  private static final int NUMBER_LENGTH_MAX = 9;

  private final StringBuilder html = new StringBuilder();

  /** Text in which nothing is markup; safe in attributes in double quotes too. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> escape(escaped, c));
    return escaped.toString();
  }

  private static void escape(StringBuilder to, int c) {
    switch (c) {
      case '&' -> to.append("&amp;");
      case '<' -> to.append("&lt;");
      case '>' -> to.append("&gt;");
      case '"' -> to.append("&quot;");
      case '\'' -> to.append("&#39;");
      case '\n', '\t' -> to.append((char) c);
      default -> to.appendCodePoint(isText(c) ? c : 0xfffd);
    }
  }

  private static boolean isText(int c) {
    return !Character.isISOControl(c)
        && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
        && c != 0xfffe
        && c != 0xffff;
  }

  /** Appends markup of ours as it is. */
  public Html markup(String markup) {
    html.append(markup).append('\n');
    return this;
  }

  /** An element that holds text, its direction its own. */
  public Html element(String name, String text) {
    html.append('<').append(name).append(" dir=\"auto\">").append(escape(text));
    html.append("</").append(name).append(">\n");
    return this;
  }

  /** A figure to be read first: a number, what it is, what it means. */
  public Html figure(String number, String name, String meaning) {
    html.append("<div class=\"card\"><dt>").append(escape(name)).append("</dt><dd class=\"number");
    html.append(number.length() > NUMBER_LENGTH_MAX ? " words\">" : "\">");
    html.append(escape(number)).append("</dd><dd dir=\"auto\">").append(escape(meaning));
    html.append("</dd></div>\n");
    return this;
  }

  /** A section of charts; none if there are none. */
  public void charts(List<Chart> charts) {
    if (!charts.isEmpty()) {
      markup("<section id=\"charts\"><h2>Charts</h2><div class=\"charts\">");
      charts.forEach(chart -> chart(chart.name(), chart.description(), chart.svgElement()));
      markup("</div></section>");
    }
  }

  /** A chart, its words for those who can't see it, and its drawing. */
  public Html chart(String id, String description, String svg) {
    html.append("<figure class=\"chart\" role=\"img\" aria-labelledby=\"c-").append(escape(id));
    html.append("\">").append(svg).append("<figcaption id=\"c-").append(escape(id)).append("\">");
    html.append(escape(description)).append("</figcaption></figure>\n");
    return this;
  }

  /**
   * A table that scrolls by itself where it is too wide.
   *
   * @param numbersFrom first column whose cells are aligned to the right
   */
  public Html table(String caption, List<String> head, List<List<String>> rows, int numbersFrom) {
    html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    html.append(escape(caption)).append("\"><table><caption>").append(escape(caption));
    html.append("</caption><thead><tr>");
    for (int i = 0; i < head.size(); i++) {
      cell("th scope=\"col\"", "th", head.get(i), i >= numbersFrom);
    }
    html.append("</tr></thead><tbody>\n");
    for (List<String> row : rows) {
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        if (i == 0) {
          cell("th scope=\"row\"", "th", row.get(i), false);
        } else {
          cell("td", "td", row.get(i), i >= numbersFrom);
        }
      }
      html.append("</tr>\n");
    }
    html.append("</tbody></table></div>\n");
    return this;
  }

  private void cell(String open, String close, String text, boolean number) {
    html.append('<').append(open).append(number ? " class=\"n\">" : ">");
    html.append("<bdi>").append(escape(text)).append("</bdi></").append(close).append('>');
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
