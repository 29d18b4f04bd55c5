package io.towtank.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.towtank.reports.series.Band;
import io.towtank.reports.series.Curve;
import io.towtank.reports.statistics.Estimate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("changes the locale and the time zone of all")
class FigureFilesTest {
  @Test
  void aPdfHasTheSameBytesInAnyLocaleAndTimeZone() {
    byte[] here = chart("cpu").pdf();
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));

      assertThat(chart("cpu").pdf()).isEqualTo(here);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void aPdfSaysNothingOfWhenItWasMade() {
    assertThat(new String(chart("cpu").pdf(), StandardCharsets.ISO_8859_1))
        .doesNotContain("CreationDate", "ModDate");
  }

  @Test
  void aPdfIsAsWideAsBothColumnsOfAPaperOrAsOne() throws IOException {
    try (PDDocument page = Loader.loadPDF(chart("cpu").pdf());
        PDDocument column = Loader.loadPDF(chart("cpu").columnPdf())) {
      assertThat(page.getPage(0).getMediaBox().getWidth() / 72).isCloseTo(7.16f, within(0.005f));
      assertThat(column.getPage(0).getMediaBox().getWidth() / 72).isCloseTo(3.5f, within(0.005f));
      assertThat(page.getNumberOfPages()).isEqualTo(1);
    }
  }

  @Test
  void aPdfHoldsTheLettersOfItsFontAndItsTextAsText() throws IOException {
    try (PDDocument document = Loader.loadPDF(chart("cpu").pdf())) {
      assertThat(fonts(document)).isNotEmpty().allMatch(PDFont::isEmbedded);
      assertThat(fonts(document))
          .extracting(PDFont::getName)
          .allMatch(name -> name.endsWith("+LiberationSans"));
      assertThat(new PDFTextStripper().getText(document))
          .contains("Time (s)", "cpu", "100")
          .contains("95 % confidence interval of the mean, 3 seeds")
          .doesNotContain("The title");
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("The title");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u05e9\u05dc\u05d5\u05dd \u0627\u0644\u0633\u0644\u0627\u0645 abc",
        "tab\tnul\u0000bell\u0007 \ud800 \u202e reversed",
        "\u6f22\u5b57 \ud83d\ude00 e\u0301",
        ") Tj ET (\\ <</JS>> endstream",
        "a very long name that has no end, and goes on where others have stopped long ago",
        "",
      })
  void aPdfTakesAnyName(String name) throws IOException {
    Chart chart = chart(name);

    try (PDDocument page = Loader.loadPDF(chart.pdf());
        PDDocument column = Loader.loadPDF(chart.columnPdf())) {
      assertThat(new PDFTextStripper().getText(page)).contains("Time (s)");
      assertThat(new PDFTextStripper().getText(column)).contains("Time (s)");
    }
    assertThat(chart(name).pdf()).isEqualTo(chart.pdf());
  }

  @Test
  void aPngHasThreeHundredDotsToTheInch() throws IOException {
    byte[] png = chart("cpu").png();
    ByteBuffer bytes = ByteBuffer.wrap(png);

    assertThat(new String(png, 37, 4, StandardCharsets.US_ASCII)).isEqualTo("pHYs");
    // 300 dots to the inch are 11,811 to the metre, unit 1.
    assertThat(bytes.getInt(41)).isEqualTo(11_811);
    assertThat(bytes.getInt(45)).isEqualTo(11_811);
    assertThat(bytes.get(49)).isEqualTo((byte) 1);
    var image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth()).isEqualTo(2148);
    assertThat(image.getHeight()).isEqualTo(1208);
    assertThat(image.getRGB(2, 2)).isEqualTo(0xffffffff);
    assertThat(chart("cpu").png()).isEqualTo(png);
  }

  @Test
  void barsOfSeveralSeedsSayWhatTheirWhiskersAre() {
    Estimate seeds = new Estimate(0.5, 0.1, 3);
    Estimate one = new Estimate(0.5, 0, 1);

    assertThat(ComparisonCharts.allocation("now", List.of(bar(seeds))).svg())
        .contains("95 % confidence interval of the mean, 3 seeds");
    assertThat(ComparisonCharts.allocation("now", List.of(bar(one))).svg())
        .doesNotContain("confidence");
  }

  private static ComparisonCharts.Bar bar(Estimate estimate) {
    return new ComparisonCharts.Bar("best-fit", "cpu", estimate);
  }

  private static List<PDFont> fonts(PDDocument document) throws IOException {
    List<PDFont> fonts = new ArrayList<>();
    PDResources page = document.getPage(0).getResources();
    for (COSName name : page.getXObjectNames()) {
      PDResources inside = ((PDFormXObject) page.getXObject(name)).getResources();
      for (COSName font : inside.getFontNames()) {
        fonts.add(inside.getFont(font));
      }
    }
    return fonts;
  }

  private static Chart chart(String name) {
    List<Curve> seeds = new ArrayList<>();
    for (int seed = 0; seed < 3; seed++) {
      Curve curve = new Curve(100);
      for (int x = 0; x < 100; x++) {
        curve.add(x, 0.5 + 0.1 * StrictMath.sin(x / 9.0 + seed));
      }
      seeds.add(curve);
    }
    return new Chart(
        "curves",
        "The title",
        "",
        (graphics, area) ->
            new LineChart(Axis.time("Time", 100), Axis.percent("Allocated (% of allocatable)", 1))
                .line(Labels.name(name), Band.ofSteps(seeds), 0)
                .line("other", seeds.get(0), 1)
                .draw(graphics, area));
  }
}
