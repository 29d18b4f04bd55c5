package io.towtank.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.record.NodeRow;
import io.towtank.record.RunRecorder;
import io.towtank.record.RunSummary;
import io.towtank.record.SeriesSchema;
import io.towtank.reports.run.SampleRun;
import io.towtank.reports.series.Series;
import io.towtank.reports.series.WaitTimes;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class ChartTest {
  private static final Series NO_SERIES = new Series(new SeriesSchema(List.of()));
  private static final RunSummary SUMMARY =
      SampleRun.record(RunRecorder.NONE, "first-fit", 1, true, 4, 20);

  @Test
  void saysSoWhereNobodyWaited() throws Exception {
    WaitTimes waits = new WaitTimes();
    waits.add(0);
    waits.add(0);

    Chart chart = RunCharts.of(SUMMARY, NO_SERIES, waits, List.of()).get(0);

    assertThat(textOf(chart)).contains("None of the 2 pods that were bound had to wait.");
  }

  @Test
  void saysSoWhereNothingWasBound() throws Exception {
    Chart chart = RunCharts.of(SUMMARY, NO_SERIES, new WaitTimes(), List.of()).get(0);

    assertThat(textOf(chart)).contains("No pod was bound.");
  }

  @Test
  void takesALinearAxisForWaitsOfOneSize() throws Exception {
    WaitTimes waits = new WaitTimes();
    waits.add(1_000_000_000L);
    waits.add(4_000_000_000L);

    Chart chart = RunCharts.of(SUMMARY, NO_SERIES, waits, List.of()).get(0);

    assertThat(textOf(chart)).contains("Wait (s)");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1523, 30_000})
  void drawsAnyNumberOfNodes(int count) throws Exception {
    List<NodeRow> nodes = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      List<NodeRow.Amount> amounts =
          List.of(
              new NodeRow.Amount("cpu", "millicores", 4000, n % 4001, 0),
              new NodeRow.Amount("nvidia.com/gpu", "milli", 2000, 500, 0));
      nodes.add(
          new NodeRow("node-" + n, "zone-" + n % 12, "T4", 1, 1, amounts, List.of(1000, 500)));
    }

    Chart chart = RunCharts.of(SUMMARY, NO_SERIES, new WaitTimes(), nodes).get(1);

    assertThat(chart.name()).isEqualTo("heatmap");
    assertThat(textOf(chart)).contains("cpu", "nvidia.com/gpu", "25.0 % allocated");
    assertThat(chart.svg().length()).isLessThan(2_000_000);
    assertThat(textOf(chart).contains(" to a cell")).isEqualTo(count > 20_000);
  }

  @Test
  void keepsHostileNamesOutOfTheMarkup() throws Exception {
    String evil = "</text><script>\u0000\ud800'\"&";
    NodeRow node =
        new NodeRow(
            evil, evil, "", 1, 1, List.of(new NodeRow.Amount(evil, "count", 2, 1, 1)), List.of());

    Chart chart = RunCharts.of(SUMMARY, NO_SERIES, new WaitTimes(), List.of(node)).get(1);

    assertThat(chart.svg()).doesNotContain("<script>");
    assertThat(textOf(chart)).contains("</text><script>\ufffd\ufffd'\"&");
  }

  @Test
  void takesMarksOutThatTurnTextRound() {
    assertThat(Labels.name("pay \u202e1001 \u2067x")).isEqualTo("pay \ufffd1001 \ufffdx");
  }

  @Test
  void outlinesALineByItsWidth() {
    Shape outline = PolylineStroke.solid(2).createStrokedShape(new Line2D.Double(0, 5, 10, 5));

    assertThat(outline.getBounds2D().getHeight()).isEqualTo(2);
    assertThat(outline.getBounds2D().getWidth()).isEqualTo(10);
  }

  @Test
  void leavesGapsBetweenDashes() {
    Shape outline =
        PolylineStroke.dashed(2, 4, 3).createStrokedShape(new Line2D.Double(0, 0, 20, 0));

    assertThat(outline.contains(2, 0)).isTrue();
    assertThat(outline.contains(5.5, 0)).isFalse();
    assertThat(outline.contains(9, 0)).isTrue();
  }

  @Test
  void fillsTheOuterSideOfACorner() {
    Path2D corner = new Path2D.Double();
    corner.moveTo(0, 0);
    corner.lineTo(10, 0);
    corner.lineTo(10, 10);

    Shape outline = PolylineStroke.solid(4).createStrokedShape(corner);

    assertThat(outline.contains(10.5, -0.5)).isTrue();
    assertThat(outline.contains(11.9, -1.9)).isFalse();
  }

  private static String textOf(Chart chart) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(chart.svg())))
        .getDocumentElement()
        .getTextContent();
  }
}
