package io.towtank.reports.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.record.SeriesSample;
import io.towtank.record.SeriesSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

class CourseTextTest {
  private static final long HOUR = 3_600_000_000_000L;

  @Test
  void drawsABarForEachPartOfTheRun() {
    CourseRecorder course = new CourseRecorder();
    course.series(
        new SeriesSchema(
            List.of(
                new SeriesSchema.Column("pods_pending_count", "count", "pods not bound"),
                new SeriesSchema.Column("cpu_allocated_ratio", "ratio", "cpu requested"))));
    for (int hour = 0; hour <= 48; hour++) {
      course.sample(
          new SeriesSample(
              hour * HOUR, new double[] {hour == 24 ? 70 : 0, hour < 24 ? 0.25 : 0.5}));
    }

    assertThat(CourseText.of(course.series(), false).text(100))
        .isEqualTo(
            """

            over time       0 s to 2 d                                highest
            pods not bound  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁█▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁       70
            cpu requested   ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅   50.0 %
            """);
  }

  @Test
  void saysNothingOfARunWithoutACourse() {
    assertThat(CourseText.of(new CourseRecorder().series(), false).text(100)).isEmpty();
  }
}
