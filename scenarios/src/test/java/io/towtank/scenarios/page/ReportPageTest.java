package io.towtank.scenarios.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.scenarios.PlayedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;

/** The page of a run, in a real browser. */
class ReportPageTest {
  private static final int TIMES = 100;
  private static final String CLOCK = "towtank.app.clock.";

  @TempDir private static Path directory;
  private static @Nullable Browser opened;
  private static Path page = Path.of("");

  @BeforeAll
  static void openBrowser() throws IOException {
    opened = Browser.open();
    page = new PageRuns(directory).zoneLoss();
  }

  @AfterAll
  static void closeBrowser() {
    if (opened != null) {
      opened.close();
    }
  }

  private static Browser browser() {
    Browser browser = opened;
    if (browser == null) {
      throw new IllegalStateException("not opened");
    }
    return browser;
  }

  /** The page of the thousand nodes, wide, light, at its begin. */
  private static Browser fresh() {
    browser().resize(1600, 1000);
    browser().prefer("light");
    browser().play(page);
    return browser();
  }

  @Test
  void opensWithoutComplaintsAndIsSoonOfUse() {
    Browser browser = fresh();

    assertThat(browser.value("document.querySelector('h1').textContent").asString())
        .isEqualTo("zone-loss-of-a-thousand");
    browser.run("for (const chart of towtank.app.charts.charts) chart.show();");
    assertThat(browser.value("document.querySelectorAll('.time-chart').length").asInt())
        .isGreaterThan(4);
    double millis = browser.value("towtank.usableMillis").asDouble();
    System.out.println("report of 1,000 nodes: of use after " + Math.round(millis) + " ms");
    assertThat(millis).isPositive();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void scrubsThroughFiveThousandNodes() throws IOException {
    browser().resize(1600, 1000);
    browser()
        .play(new SyntheticPage(5_000, 100_000, List.of()).write(directory.resolve("large.html")));

    JsonNode measured = browser().value("await towtank.measureScrub()");

    System.out.println(
        "scrubbing 5,000 nodes x 100,000 pods: "
            + Math.round(measured.get("fps").asDouble())
            + " frames a second, of use after "
            + browser().value("Math.round(towtank.usableMillis)").asInt()
            + " ms");
    assertThat(measured.get("frames").asInt()).isEqualTo(90);
    assertThat(browser().complaints()).isEmpty();
  }

  @Test
  void playsWhatTheDataSays() {
    Browser browser = fresh();
    PlayedRun run = PlayedRun.ofPage(page).get(0);
    SplittableRandom random = new SplittableRandom(5);
    List<Long> times = new ArrayList<>(List.of(0L, run.endTime()));
    while (times.size() < TIMES) {
      times.add(random.nextLong(run.endTime()));
    }

    JsonNode played = browser.value(times + ".map((time) => towtank.stateAt(0, time))");

    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < TIMES; i++) {
      PlayedRun.State expected = run.stateAt(times.get(i));
      JsonNode state = played.get(i);
      String when = "at " + times.get(i);
      assertThat(state.get("pending").asInt()).as(when).isEqualTo(expected.pending());
      assertThat(state.get("podsPerNode").valueStream().mapToInt(JsonNode::asInt).toArray())
          .as(when)
          .isEqualTo(expected.podsPerNode());
      for (int r = 0; r < expected.allocated().length; r++) {
        assertThat(
                state.get("allocated").get(r).valueStream().mapToLong(JsonNode::asLong).toArray())
            .as(when)
            .isEqualTo(expected.allocated()[r]);
      }
      List<String> words = expected.nodeStates().stream().map(ReportPageTest::words).toList();
      assertThat(state.get("nodeStates").valueStream().map(JsonNode::asString).toList())
          .as(when)
          .isEqualTo(words);
      seen.addAll(words);
    }
    assertThat(seen).contains("ready", "not-ready", "cordoned");
  }

  /** A node's state as the page says it, which leaves out taints. */
  private static String words(Set<String> state) {
    List<String> words =
        Stream.of("gone", "not-ready", "cordoned").filter(state::contains).toList();
    return words.isEmpty()
        ? "ready"
        : words.get(0).equals("gone") ? "gone" : String.join(",", words);
  }

  @Test
  void isPlayedByKeys() {
    Browser browser = fresh();

    browser.press(" ");
    assertThat(browser.value(CLOCK + "playing").asBoolean()).isTrue();
    browser.run("await new Promise((done) => towtank.on('time', done));");
    browser.press(" ");
    assertThat(browser.value(CLOCK + "playing").asBoolean()).isFalse();
    assertThat(browser.value(CLOCK + "time").asDouble()).isPositive();

    browser.run(CLOCK + "set(" + CLOCK + "end / 2);");
    double middle = browser.value(CLOCK + "time").asDouble();
    browser.press(Keys.ARROW_RIGHT);
    double next = browser.value(CLOCK + "time").asDouble();
    assertThat(next).isGreaterThan(middle);
    browser.press(Keys.ARROW_LEFT);
    assertThat(browser.value(CLOCK + "time").asDouble()).isLessThan(next);
    browser.pressWithShift(Keys.ARROW_RIGHT);
    assertThat(browser.value(CLOCK + "time").asDouble()).isGreaterThan(next);

    double speed = browser.value(CLOCK + "speed").asDouble();
    browser.press("[");
    assertThat(browser.value(CLOCK + "speed").asDouble()).isLessThan(speed);
    browser.press("]", "]");
    assertThat(browser.value(CLOCK + "speed").asDouble()).isGreaterThan(speed);

    browser.press("t");
    assertThat(browser.value("document.documentElement.dataset.theme").asString())
        .isEqualTo("dark");
    browser.press("t");

    browser.press("?");
    assertThat(browser.value("document.querySelector('dialog').open").asBoolean()).isTrue();
    browser.press(Keys.ESCAPE);
    assertThat(browser.value("document.querySelector('dialog').open").asBoolean()).isFalse();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void findsANodeAndTellsItsStory() {
    Browser browser = fresh();

    browser.press("/");
    browser.press("node-0042");
    browser.press(Keys.ENTER);

    assertThat(browser.value("document.querySelector('.story h3').textContent").asString())
        .isEqualTo("node-0042");
    assertThat(browser.value("towtank.app.camera.scale").asDouble()).isGreaterThan(1);
    browser.press(Keys.ESCAPE);
    assertThat(browser.value("document.querySelector('.story').hidden").asBoolean()).isTrue();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void showsTheScoresBehindADecision() {
    Browser browser = fresh();

    browser.run(CLOCK + "set(0); towtank.app.setStepKind('decision');");
    browser.press(Keys.ARROW_RIGHT);

    assertThat(
            browser.value("document.querySelector('.scores .chosen bdi').textContent").asString())
        .isEqualTo(
            browser
                .value(
                    "towtank.app.runs[0].model.nodeName(towtank.app.runs[0].model.decisions["
                        + "towtank.app.selection.id].node)")
                .asString());
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void isScrubbedOnTheTimeLine() {
    Browser browser = fresh();

    browser.run("document.getElementById('timeline').scrollIntoView({block: 'center'});");
    browser.clickAt("#timeline", 0.25);

    assertThat(browser.value(CLOCK + "time / " + CLOCK + "end").asDouble()).isBetween(0.24, 0.26);
    assertThat(
            browser
                .value("Number(document.getElementById('timeline').getAttribute('aria-valuenow'))")
                .asDouble())
        .isBetween(7200 * 0.24, 7200 * 0.26);
    assertThat(
            browser
                .run(
                    "towtank.app.drawNow();"
                        + " return towtank.app.active.state.nodesWith(towtank.NOT_READY);")
                .asInt())
        .as("nodes not ready while the zone is lost")
        .isGreaterThan(300);
  }

  @Test
  void zoomsAllChartsAtOnceAndGoesToAMomentOfThem() {
    Browser browser = fresh();
    browser.run(
        "const plot = document.querySelector('.plot');"
            + "plot.scrollIntoView({block: 'center'}); towtank.app.charts.charts[0].show();"
            + "await new Promise((done) => setTimeout(done, 100));");

    browser.drag(".plot", 0.4, 0.7);
    JsonNode range = browser.value("towtank.app.charts.range");
    assertThat(range.get(0).asDouble()).isBetween(1800.0, 3000.0);
    assertThat(range.get(1).asDouble()).isBetween(4000.0, 5400.0);
    assertThat(browser.value("towtank.app.charts.charts[1].chart?.scales.x.min ?? null").toString())
        .isIn("null", range.get(0).toString());

    browser.clickAt(".plot", 0.5);
    assertThat(browser.value(CLOCK + "seconds").asDouble())
        .isBetween(range.get(0).asDouble(), range.get(1).asDouble());

    browser.doubleClick(".plot");
    assertThat(browser.value("towtank.app.charts.range").isNull()).isTrue();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void zoomsIntoTheFieldByWheelAndKeepsTheFocusThere() {
    Browser browser = fresh();
    browser.run("document.querySelector('.field').scrollIntoView({block: 'center'});");

    browser.wheel(".field", -300);
    assertThat(browser.value("towtank.app.camera.scale").asDouble()).isEqualTo(1);
    browser.run("document.querySelector('.field').scrollIntoView({block: 'center'});");
    browser.clickAt(".field", 0.5);
    browser.wheel(".field", -300);
    assertThat(browser.value("towtank.app.camera.scale").asDouble()).isGreaterThan(1);
    browser.press("0");
    assertThat(browser.value("towtank.app.camera.scale").asDouble()).isEqualTo(1);
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void hasNoBarriers(String scheme) {
    Browser browser = fresh();
    browser.prefer(scheme);
    browser.run(
        CLOCK
            + "set("
            + CLOCK
            + "end * 0.3); towtank.app.setStepKind('decision');"
            + "towtank.app.select('node', towtank.app.runs[0], 1); towtank.app.drawNow();");

    assertThat(browser.barriers()).as("a node's story").isEmpty();
    browser.run("towtank.app.step(1); towtank.app.drawNow();");
    assertThat(browser.barriers()).as("a decision").isEmpty();
  }

  @Test
  void fitsAPhone() {
    browser().resize(390, 844);
    browser().play(page);
    browser().run("for (const chart of towtank.app.charts.charts) chart.show();");

    assertThat(browser().value("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(390);
  }

  @Test
  void showsHostileNamesAsText() throws IOException {
    List<String> hostile =
        List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(2)>",
            "it's \"quoted\" & </script> done",
            "two\nlines",
            "\u202eright to left \u05e9\u05dc\u05d5\u05dd",
            "long-" + "x".repeat(1 << 20));
    Browser browser = browser();
    browser.resize(1280, 800);
    browser.play(new SyntheticPage(12, 24, hostile).write(directory.resolve("hostile.html")));
    browser.run("for (const chart of towtank.app.charts.charts) chart.show();");
    browser.run(CLOCK + "set(" + CLOCK + "end / 2); towtank.app.drawNow();");

    assertThat(browser.value("document.querySelector('h1').textContent").asString())
        .isEqualTo(hostile.get(0));
    for (int i = 0; i < hostile.size(); i++) {
      for (String kind : List.of("node", "pod")) {
        browser.run("towtank.app.select('" + kind + "', towtank.app.runs[0], " + i + ");");
        assertThat(browser.value("document.querySelector('.story h3').textContent").asString())
            .isEqualTo(hostile.get(i));
        assertThat(browser.value("document.querySelector('.story h3').offsetHeight").asInt())
            .as("height of a heading")
            .isLessThan(200);
      }
    }
    browser.run("towtank.app.select('decision', towtank.app.runs[0], 0);");
    browser.press("/");
    browser.press("script");
    assertThat(browser.value("document.querySelector('#found bdi').textContent").asString())
        .isEqualTo(hostile.get(0));
    assertThat(browser.value("document.querySelectorAll('main script, img, h1 script').length"))
        .hasToString("0");
    assertThat(browser.value("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(1280);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void playsTwoPoliciesInStep() throws IOException {
    browser().resize(1600, 1000);
    browser().prefer("light");
    browser().play(new PageRuns(directory).twoPolicies());
    browser().run(CLOCK + "set(" + CLOCK + "end * 0.4); towtank.app.drawNow();");

    assertThat(browser().value("document.querySelectorAll('canvas.field').length").asInt())
        .isEqualTo(2);
    JsonNode times = browser().value("towtank.app.runs.map((run) => run.state.time)");
    assertThat(times.get(0).asLong()).isPositive().isEqualTo(times.get(1).asLong());
    assertThat(
            browser()
                .value(
                    "[...document.querySelectorAll('.headline-table tbody th')].map((cell) =>"
                        + " cell.textContent)")
                .valueStream()
                .map(JsonNode::asString))
        .containsExactly("kubernetes-default", "best-fit");
    browser().run("for (const chart of towtank.app.charts.charts) chart.show();");
    assertThat(browser().barriers()).isEmpty();
    assertThat(browser().complaints()).isEmpty();
  }

  @Test
  void showsFiguresAndChartsWithoutScripts() {
    browser().scripts(false);
    try {
      browser().load(page);
    } finally {
      browser().scripts(true);
    }

    assertThat(browser().value("document.querySelectorAll('#figures .card').length").asInt())
        .isPositive();
    assertThat(
            browser()
                .value("getComputedStyle(document.getElementById('charts')).display")
                .asString())
        .isNotEqualTo("none");
    assertThat(browser().value("document.querySelectorAll('#charts svg').length").asInt())
        .isPositive();
  }
}
