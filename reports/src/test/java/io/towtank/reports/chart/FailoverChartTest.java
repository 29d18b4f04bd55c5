package io.towtank.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.record.FaultEvent;
import io.towtank.record.FaultEvent.Kind;
import io.towtank.reports.chart.FailoverLanes.Lane;
import io.towtank.reports.chart.FailoverLanes.Phase;
import io.towtank.reports.chart.FailoverLanes.Stretch;
import io.towtank.reports.chart.FailoverSteps.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailoverChartTest {
  private static final long BEGIN = SampleFailover.fault().beginNanos();

  private static List<FaultEvent> events() {
    return SampleFailover.events().stream().filter(event -> event.fault() == 1).toList();
  }

  @Test
  void saysWhatHappenedWhen() {
    assertThat(FailoverSteps.of(events(), BEGIN))
        .extracting(step -> step.time() + " " + step.words())
        .containsExactly(
            "+0 s node-crash",
            "+47 s n1 Ready=Unknown",
            "+47 s pod not ready",
            "+47 s taint unreachable:NoSchedule",
            "+47 s taint unreachable:NoExecute",
            "+347 s pod evicted",
            "+347 s replacement created",
            "+349 s replacement bound to n2",
            "+358 s replacement started",
            "+366 s replacement ready");
  }

  @Test
  void likeStepsOfSeveralPodsAreOne() {
    List<FaultEvent> events = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      events.add(
          new FaultEvent(1, BEGIN + i * 10_000_000_000L, Kind.POD_EVICTED, "default/p" + i, ""));
    }

    assertThat(FailoverSteps.of(events, BEGIN))
        .extracting(Step::words)
        .containsExactly("12 pods evicted until +110 s");
  }

  @Test
  void barsShowWhatEachOneWas() {
    List<Lane> lanes = FailoverLanes.of(events(), BEGIN);

    assertThat(lanes)
        .extracting(Lane::name)
        .containsExactly("node n1", "pod web-6d4b75cb6d-x8zqk", "replacement web-6d4b75cb6d-7hjrp");
    double ever = Double.MAX_VALUE;
    assertThat(lanes.get(1).stretches())
        .containsExactly(
            new Stretch(Phase.WELL, -ever, 0),
            new Stretch(Phase.UNNOTICED, 0, 47),
            new Stretch(Phase.NOT_READY, 47, 347),
            new Stretch(Phase.ENDING, 347, ever));
    assertThat(lanes.get(2).stretches())
        .containsExactly(
            new Stretch(Phase.WAITING, 347, 349),
            new Stretch(Phase.STARTING, 349, 366),
            new Stretch(Phase.WELL, 366, ever));
  }

  @Test
  void theSameFaultGivesTheSameBytes() {
    Chart chart = chart();

    assertThat(chart.svg()).isEqualTo(chart().svg()).contains("replacement bound to n2");
    assertThat(chart.png()).isEqualTo(chart().png());
  }

  @Test
  void noFaultThatHitsAPodIsNoChart() {
    assertThat(FailoverChart.of(List.of(), SampleFailover.events())).isEmpty();
  }

  private static Chart chart() {
    return FailoverChart.of(List.of(SampleFailover.fault()), SampleFailover.events()).orElseThrow();
  }
}
