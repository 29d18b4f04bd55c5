package io.towtank.reports.page;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole page from the template {@code report.html}, its styles and its scripts. */
public final class Page {
  /** Id of the element that holds a page's data. */
  public static final String DATA_ID = "towtank-data";

  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

  private Page() {}

  /**
   * A page that needs nothing but itself, and runs nothing.
   *
   * @param title what it is about
   * @param subtitle one line below it
   * @param version of Towtank
   * @param body markup
   */
  public static String of(String title, String subtitle, String version, Html body) {
    return fill(title, subtitle, version, body, "", PageScripts.NONE);
  }

  /**
   * A page that needs nothing but itself, with data that its scripts play; without scripts it still
   * shows its body.
   *
   * @param title what it is about
   * @param subtitle one line below it
   * @param version of Towtank
   * @param body markup
   * @param data in Base64
   */
  public static String withData(
      String title, String subtitle, String version, Html body, String data) {
    String element =
        "<script type=\"application/octet-stream\" id=\"" + DATA_ID + "\">" + data + "</script>\n";
    return fill(title, subtitle, version, body, element, PageScripts.load());
  }

  private static String fill(
      String title, String subtitle, String version, Html body, String data, PageScripts scripts) {
    return fill(
        PageSources.text("report.html"),
        Map.of(
            "title", Html.escape(title),
            "subtitle", Html.escape(subtitle),
            "version", Html.escape(version),
            "csp", scripts.policy(),
            "style", String.join("", PageSources.all("styles.list")),
            "body", body.toString(),
            "data", data,
            "scripts", scripts.elements()));
  }

  private static String fill(String template, Map<String, String> values) {
    StringBuilder page = new StringBuilder();
    Matcher place = PLACE.matcher(template);
    int from = 0;
    while (place.find()) {
      String value = values.get(place.group(1));
      if (value == null) {
        throw new IllegalStateException("the template wants an unknown " + place.group());
      }
      page.append(template, from, place.start()).append(value);
      from = place.end();
    }
    return page.append(template, from, template.length()).toString();
  }
}
