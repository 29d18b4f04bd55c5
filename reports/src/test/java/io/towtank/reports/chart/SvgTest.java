package io.towtank.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;

class SvgTest {
  @Test
  void writesLittleMoreThanWhatIsDrawn() {
    String svg =
        Svg.element(
            100,
            50,
            "first-",
            "A <box> & a line",
            graphics -> {
              graphics.clip(new Rectangle2D.Double(0, 0, 90, 40));
              graphics.setPaint(new Color(1, 2, 3));
              graphics.fill(new Rectangle2D.Double(1 / 3.0, 2, 30, 40));
              graphics.setFont(ChartFont.bold(20));
              graphics.drawString("a < b", 5, 6);
            });

    assertThat(svg)
        .startsWith("<svg aria-label=\"A &lt;box&gt; &amp; a line\" ")
        .contains(" viewBox=\"0 0 100 50\" ")
        .contains(" font-family=\"Liberation Sans, Arial, Helvetica, sans-serif\" ")
        .contains("<clipPath clipPathUnits=\"userSpaceOnUse\" id=\"first-clipPath1\">")
        .contains("clip-path=\"url(#first-clipPath1)\"")
        .contains("x=\"0.33\"")
        .contains(">a &lt; b</text>")
        .doesNotContain("<!--", "<!DOCTYPE", "Batik", "xml:space", "-rendering", "'");
    assertThat(svg.split(" id=", -1)).hasSize(2);
    assertThat(svg.length()).isLessThan(1500);
  }

  @Test
  void sharesNoIdBetweenDrawings() {
    String first = clipped("a-");
    String second = clipped("b-");

    assertThat(second).isEqualTo(first.replace("a-clipPath", "b-clipPath")).isNotEqualTo(first);
  }

  private static String clipped(String idPrefix) {
    return Svg.element(
        10,
        10,
        idPrefix,
        "",
        graphics -> {
          graphics.clip(new Rectangle2D.Double(0, 0, 5, 5));
          graphics.draw(new Line2D.Double(0, 0, 9, 9));
        });
  }

  @Test
  void shortensLevelAndUprightLines() {
    assertThat(Svg.shortened("M1 2 L30 2 L30 40 L1.5 41 Z M5 5 Q6 6 7 8 L7 9 C1 2 3 4 5 9 L4 9"))
        .isEqualTo("M1 2H30V40L1.5 41ZM5 5Q6 6 7 8V9C1 2 3 4 5 9H4");
  }

  @Test
  void takesTheLettersOfAnAxisAsText() {
    String svg =
        new Chart(
                "c",
                "Title",
                "",
                (graphics, area) ->
                    new LineChart(Axis.count("Across", 5), Axis.count("Up", 5))
                        .draw(graphics, area))
            .svg();

    assertThat(svg).contains(">Title</text>", ">Across</text>", ">Up</text>", ">5</text>");
  }
}
