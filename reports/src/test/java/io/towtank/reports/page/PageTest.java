package io.towtank.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
  private static final Pattern POLICY =
      Pattern.compile("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"");

  @Test
  void aPageWithoutDataRunsNothing() {
    String page = Page.of("A title", "", "1", new Html().element("p", "words"));

    assertThat(page).contains("<p dir=\"auto\">words</p>").doesNotContain("<script", "{{");
    assertThat(policyOf(page))
        .isEqualTo("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
  }

  @Test
  void onlyTheScriptsOfThePageMayRun() throws Exception {
    String page = Page.withData("A title", "", "1", new Html(), bytes -> "AAAA");

    List<String> sources = new ArrayList<>();
    for (Matcher script = SCRIPT.matcher(page); script.find(); ) {
      byte[] text = script.group(1).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      sources.add("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }
    assertThat(sources).hasSameSizeAs(PageSources.all("scripts.list"));
    assertThat(policyOf(page)).endsWith("; script-src " + String.join(" ", sources));
    assertThat(page)
        .contains("<script type=\"application/octet-stream\" id=\"towtank-data\">AAAA</script>");
  }

  @Test
  void librariesBringTheirLicence() {
    assertThat(PageSources.all("scripts.list").get(0))
        .startsWith("/*! chart.umd.min.js\n\nThe MIT License (MIT)\n\nCopyright")
        .contains("Chart")
        .doesNotContain("sourceMappingURL");
  }

  @Test
  void textIsNoMarkupAndNoPlaceToFill() {
    String page =
        Page.withData(
            "{{body}}<script>alert(1)</script>", "</title>", "<1>", new Html(), bytes -> "");

    assertThat(page)
        .contains("<title>{{body}}&lt;script&gt;alert(1)&lt;/script&gt;</title>")
        .doesNotContain("<script>alert");
  }

  @Test
  void aScriptThatWouldEndItsElementIsRefused() {
    assertThatThrownBy(() -> PageScripts.of(List.of("const a = '</SCRIPT>';")))
        .hasMessageContaining("</script");
    assertThatThrownBy(() -> PageScripts.of(List.of("const a = '<!--';"))).isNotNull();
  }

  private static String policyOf(String page) {
    Matcher policy = POLICY.matcher(page);
    assertThat(policy.find()).isTrue();
    return policy.group(1);
  }
}
