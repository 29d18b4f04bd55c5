package io.towtank.reports.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.record.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunWriterTest {
  private static final RunWriter.Options ALL = new RunWriter.Options(false, true, true);

  @Test
  void writesEveryFileOfARun(@TempDir Path directory) throws IOException {
    Path keep = Path.of(System.getProperty("sample.directory", directory.toString()));
    for (boolean timed : new boolean[] {true, false}) {
      Path out = keep.resolve(timed ? "timed" : "arrival-only");
      try (RunWriter writer = RunWriter.open(out, ALL)) {
        RunSummary summary = SampleRun.record(writer, "first-fit", 1, timed, 200, 5000);
        writer.commit(summary);
      }
      try (Stream<Path> files = Files.list(out)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .containsExactlyInAnyOrder(
                "allocation.png",
                "allocation.svg",
                "decisions.jsonl",
                "fragmentation.png",
                "fragmentation.svg",
                "heatmap.png",
                "heatmap.svg",
                "nodes.csv",
                "nodes.png",
                "nodes.svg",
                "pods.csv",
                "report.html",
                "summary.json",
                "timeseries.csv",
                "wait.png",
                "wait.svg");
      }
    }
  }
}
