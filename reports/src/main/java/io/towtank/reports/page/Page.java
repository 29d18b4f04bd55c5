package io.towtank.reports.page;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
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
    return fill(values(title, subtitle, version, body, PageScripts.NONE));
  }

  /**
   * A page that needs nothing but itself, with data that its scripts play; without scripts it still
   * shows its body.
   *
   * @param title what it is about
   * @param subtitle one line below it
   * @param version of Towtank
   * @param body markup
   * @param data makes them, in Base64, where so many bytes are the page without them
   */
  public static String withData(
      String title, String subtitle, String version, Html body, IntFunction<String> data) {
    Map<String, String> values = values(title, subtitle, version, body, PageScripts.load());
    values.put("data", element(""));
    int bytes = fill(values).getBytes(StandardCharsets.UTF_8).length;
    values.put("data", element(data.apply(bytes)));
    return fill(values);
  }

  private static String element(String data) {
    return "<script type=\"application/octet-stream\" id=\""
        + DATA_ID
        + "\">"
        + data
        + "</script>\n";
  }

  private static Map<String, String> values(
      String title, String subtitle, String version, Html body, PageScripts scripts) {
    Map<String, String> values = new HashMap<>();
    values.put("title", Html.escape(title));
    values.put("subtitle", Html.escape(subtitle));
    values.put("version", Html.escape(version));
    values.put("csp", scripts.policy());
    values.put("style", String.join("", PageSources.all("styles.list")));
    values.put("body", body.toString());
    values.put("data", "");
    values.put("scripts", scripts.elements());
    return values;
  }

  private static String fill(Map<String, String> values) {
    String template = PageSources.text("report.html");
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
