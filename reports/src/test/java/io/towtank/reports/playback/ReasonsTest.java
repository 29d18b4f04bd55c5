package io.towtank.reports.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0/3 nodes are available: 1 Insufficient cpu, 2 Too many pods.|Insufficient cpu, Too many pods",
        "0/3 nodes are available: 2 Too many pods, 1 Insufficient cpu.|Insufficient cpu, Too many pods",
        "0/12 nodes are available: 12 node(s) had untolerated taint {a: b, c: 3 d}."
            + "|node(s) had untolerated taint {a: b, c: 3 d}",
        "0/6 nodes are available: 2 b, 4 a. preemption: 0/6 nodes are available: 6 No." + "|a, b",
        "0/6 nodes are available: 6 a. no new claims to deallocate, preemption: 0/6 nodes are"
            + " available: 1 No preemption victims found for incoming pod, 5 Preemption is not"
            + " helpful for scheduling.|a",
        "image 3 not found|image 3 not found",
        "0/x nodes are available: 1 a.|0/x nodes are available: 1 a.",
        "'0/3 nodes are available: '|''",
        "0/|0/"
      })
  void countsAreTakenOut(String message, String reason) {
    assertThat(Reasons.withoutCounts(message)).isEqualTo(reason);
  }

  @Test
  void podsThatWaitAreCountedByReason() {
    PendingReasons reasons = new PendingReasons();
    reasons.change(0, null, "");
    reasons.change(0, null, "");
    reasons.change(5, "", "0/3 nodes are available: 3 Insufficient cpu.");
    reasons.change(
        9,
        "0/3 nodes are available: 3 Insufficient cpu.",
        "0/4 nodes are available: 4 Insufficient cpu.");
    reasons.change(9, "", null);

    assertThat(reasons.reasons()).containsExactly("", "Insufficient cpu");
    List<PendingReasons.Point> points = reasons.points();
    assertThat(points).extracting(PendingReasons.Point::timeNanos).containsExactly(0L, 5L, 9L);
    assertThat(points.get(1).counts()).containsExactly(1, 1);
    assertThat(points.get(2).counts()).containsExactly(0, 1);
  }

  @Test
  void ofTooManyPointsThoseStayAtWhichMostWait() {
    PendingReasons reasons = new PendingReasons();
    for (int i = 0; i < 100_000; i++) {
      int times = i == 77_777 ? 50 : 1;
      for (int k = 0; k < times; k++) {
        reasons.change(2L * i, null, "");
      }
      for (int k = 0; k < times; k++) {
        reasons.change(2L * i + 1, "", null);
      }
    }

    assertThat(reasons.points()).hasSizeLessThan(2_100);
    assertThat(reasons.points()).extracting(PendingReasons.Point::waiting).contains(50).endsWith(0);
  }

  @Test
  void reasonsBeyondTheFirstAreOne() {
    PendingReasons reasons = new PendingReasons();
    for (int i = 0; i < 100; i++) {
      reasons.change(i, null, "reason " + i);
    }
    for (int i = 0; i < 100; i++) {
      reasons.change(100 + i, "reason " + i, null);
    }

    assertThat(reasons.reasons()).hasSize(65).endsWith("other reasons");
    List<PendingReasons.Point> points = reasons.points();
    assertThat(points.get(points.size() - 1).counts()).containsOnly(0);
  }
}
