package io.towtank.reports.run;

import io.towtank.record.RunRecorder;
import io.towtank.record.SeriesSample;
import io.towtank.record.SeriesSchema;
import io.towtank.reports.series.Series;
import java.util.List;

/** Keeps the course of a run, in bounded memory, and nothing else. */
public final class CourseRecorder implements RunRecorder {
  private Series series = new Series(new SeriesSchema(List.of()));

  @Override
  public void series(SeriesSchema schema) {
    series = new Series(schema);
  }

  @Override
  public void sample(SeriesSample sample) {
    series.add(sample);
  }

  /** The course so far. */
  public Series series() {
    return series;
  }
}
