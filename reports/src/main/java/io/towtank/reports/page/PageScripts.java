package io.towtank.reports.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * The scripts of a page, each in an element of its own, and the policy that lets these run and
 * nothing else.
 *
 * @param elements markup
 * @param policy value of {@code Content-Security-Policy}
 */
record PageScripts(String elements, String policy) {
  private static final String NO_SCRIPTS =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

  /** Of a page that needs none. */
  static final PageScripts NONE = new PageScripts("", NO_SCRIPTS);

  /** Of a page with playback. */
  static PageScripts load() {
    return of(PageSources.all("scripts.list"));
  }

  /**
   * Of these texts, which run in this order.
   *
   * @throws IllegalStateException if one could end its own element
   */
  static PageScripts of(List<String> scripts) {
    StringBuilder elements = new StringBuilder();
    StringBuilder policy = new StringBuilder(NO_SCRIPTS).append("; script-src");
    for (String script : scripts) {
      String lower = script.toLowerCase(Locale.ROOT);
      if (lower.contains("</script") || lower.contains("<!--")) {
        throw new IllegalStateException("a script of the page holds '</script' or '<!--'");
      }
      elements.append("<script>").append(script).append("</script>\n");
      policy.append(" 'sha256-").append(sha256(script)).append('\'');
    }
    return new PageScripts(elements.toString(), policy.toString());
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
