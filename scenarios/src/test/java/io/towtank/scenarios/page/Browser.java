package io.towtank.scenarios.page;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.WheelInput;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real browser without a window, driven by tests; they are skipped where there is none. */
final class Browser implements AutoCloseable {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  // A logger without a holder forgets its level.
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts a browser; skips the test, with a line on the console, where none is installed. */
  static Browser open() {
    Optional<Path> browser = BROWSERS.stream().flatMap(name -> find(name).stream()).findFirst();
    Optional<Path> driver = find("chromedriver");
    if (browser.isEmpty() || driver.isEmpty()) {
      String message = "skipped a test: it needs Chromium and its chromedriver on the path";
      System.out.println(message);
      Assumptions.abort(message);
      throw new AssertionError(message);
    }
    SELENIUM.setLevel(Level.OFF);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.get().toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-dev-shm-usage",
        "--disable-sync",
        "--no-first-run");
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logging);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(driver.get().toString()))
            .withSilent(true)
            .build();
    ChromeDriver started = new ChromeDriver(service, options);
    started.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
    return new Browser(started);
  }

  private static Optional<Path> find(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Makes the window so large, in CSS pixels. */
  void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** Makes the system prefer "light" or "dark". */
  void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Whether pages may run scripts from now on. */
  void scripts(boolean on) {
    driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
  }

  /** Opens a page from disk without waiting for its scripts. */
  void load(Path page) {
    driver.get(page.toUri().toString());
  }

  /** Opens a page from disk and waits until it can be played, and its lower parts stand. */
  void play(Path page) {
    load(page);
    run("await towtank.ready; await new Promise((done) => requestAnimationFrame(done));");
  }

  /** Runs statements, which may await, in the page; answers what they return. */
  JsonNode run(String statements) {
    Object result =
        driver.executeAsyncScript(
            "const done = arguments[arguments.length - 1];"
                + "(async () => {"
                + statements
                + "})().then((value) => done(JSON.stringify(value ?? null)),"
                + " (error) => done('{\"failed\": ' + JSON.stringify(String(error)) + '}'));");
    JsonNode node = JsonMapper.shared().readTree(String.valueOf(result));
    if (node.isObject() && node.has("failed")) {
      throw new AssertionError(node.get("failed").asString());
    }
    return node;
  }

  /** Value of an expression in the page. */
  JsonNode value(String expression) {
    return run("return " + expression + ";");
  }

  /** Presses keys wherever the focus is. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Presses a key while Shift is held. */
  void pressWithShift(CharSequence key) {
    new Actions(driver).keyDown(Keys.SHIFT).sendKeys(key).keyUp(Keys.SHIFT).perform();
  }

  /** Clicks at a share of an element's width, in the middle of its height. */
  void clickAt(String selector, double share) {
    WebElement element = driver.findElement(By.cssSelector(selector));
    int fromMiddle = (int) StrictMath.rint((share - 0.5) * element.getSize().getWidth());
    new Actions(driver).moveToElement(element, fromMiddle, 0).click().perform();
  }

  /** Drags from one share of an element's width to another. */
  void drag(String selector, double from, double to) {
    WebElement element = driver.findElement(By.cssSelector(selector));
    int width = element.getSize().getWidth();
    int start = (int) StrictMath.rint((from - 0.5) * width);
    int way = (int) StrictMath.rint((to - from) * width);
    new Actions(driver)
        .moveToElement(element, start, 0)
        .clickAndHold()
        .moveByOffset(way / 2, 0)
        .moveByOffset(way - way / 2, 0)
        .release()
        .perform();
  }

  /** Clicks twice in the middle of an element. */
  void doubleClick(String selector) {
    new Actions(driver).doubleClick(driver.findElement(By.cssSelector(selector))).perform();
  }

  /** Turns the wheel over the middle of an element; positive turns go down the page. */
  void wheel(String selector, int pixels) {
    WebElement element = driver.findElement(By.cssSelector(selector));
    new Actions(driver)
        .scrollFromOrigin(WheelInput.ScrollOrigin.fromElement(element), 0, pixels)
        .perform();
  }

  /** What the page wrote to its console, as warnings or worse, since it was asked last. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(entry -> entry.getLevel() + " " + entry.getMessage())
        .toList();
  }

  /** Barriers of serious or critical impact that axe finds, each as a line. */
  List<String> barriers() {
    driver.executeScript(axe());
    JsonNode found =
        run(
            "const all = await axe.run(document, {resultTypes: ['violations']});"
                + "return all.violations.filter((one) => /serious|critical/.test(one.impact))"
                + ".map((one) => one.impact + ' ' + one.id + ': ' + one.help + ' '"
                + " + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200) + ' '"
                + " + (node.any[0]?.message ?? '')).join(' | '));");
    return found.valueStream().map(JsonNode::asString).toList();
  }

  private static String axe() {
    try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
      if (in == null) {
        throw new IllegalStateException("axe is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A picture of what is in sight. */
  void picture(Path file) throws IOException {
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
