package io.towtank.reports.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole page from the template {@code report.html} and the style {@code report.css}. */
public final class Page {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

  private Page() {}

  /**
   * A page that needs nothing but itself.
   *
   * @param title what it is about
   * @param subtitle one line below it
   * @param version of Towtank
   * @param body markup
   */
  public static String of(String title, String subtitle, String version, Html body) {
    return fill(
        resource("report.html"),
        Map.of(
            "title", Html.escape(title),
            "subtitle", Html.escape(subtitle),
            "version", Html.escape(version),
            "style", resource("report.css"),
            "body", body.toString()));
  }

  private static String fill(String template, Map<String, String> values) {
    StringBuilder page = new StringBuilder();
    Matcher place = PLACE.matcher(template);
    while (place.find()) {
      String value = values.get(place.group(1));
      if (value == null) {
        throw new IllegalStateException("the template wants an unknown " + place.group());
      }
      place.appendReplacement(page, Matcher.quoteReplacement(value));
    }
    place.appendTail(page);
    return page.toString();
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the program: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
