package io.towtank.workloads.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.ArrivalStream;
import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.Traces;
import io.towtank.workloads.codec.ArrivalText;
import io.towtank.workloads.codec.RandomPods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SortingTest {
  @TempDir Path folder;

  private final TraceAccounts accounts = new TraceAccounts();
  private int opened;
  private int closed;

  @ParameterizedTest
  @MethodSource("seeds")
  void anyOrderIsSortedByTimeAndThenByRow(long seed) throws IOException {
    List<PodArrival> arrivals = random(seed, 300, 100);
    int rows = 1 + (int) (seed * 7 % 40);

    List<PodArrival> sorted = read(arrivals, rows);

    List<PodArrival> expected = new ArrayList<>(arrivals);
    expected.sort(Comparator.comparingLong(PodArrival::timeNanos));
    assertThat(sorted.stream().map(ArrivalText::of))
        .containsExactlyElementsOf(expected.stream().map(ArrivalText::of).toList());
    assertThat(accounts.podsMade()).isEqualTo(300);
    assertThat(closed).isEqualTo(opened);
  }

  static LongStream seeds() {
    return LongStream.range(0, Math.min(50, Long.getLong("towtank.seeds", 200)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void memoryWindowAndTemporaryFilesGiveTheSame(long seed) throws IOException {
    List<PodArrival> arrivals = random(seed, 200, seed % 3 == 0 ? 1_000_000_000_000L : 50);

    List<List<Object>> inMemory = read(arrivals, 1000).stream().map(ArrivalText::of).toList();
    long repairedInMemory = accounts.rowsRepaired().getOrDefault(Arrivals.SORTED, 0L);
    List<List<Object>> withWindow = read(arrivals, 199).stream().map(ArrivalText::of).toList();
    List<List<Object>> inFiles = read(arrivals, 7).stream().map(ArrivalText::of).toList();

    assertThat(withWindow).isEqualTo(inMemory);
    assertThat(inFiles).isEqualTo(inMemory);
    assertThat(accounts.rowsRepaired()).containsEntry(Arrivals.SORTED, 3 * repairedInMemory);
  }

  @Test
  void manyRunsAreMergedInSeveralPasses() throws IOException {
    int count = SpilledSort.RUNS_AT_A_TIME * SpilledSort.RUNS_AT_A_TIME * 2 + 1;
    List<PodArrival> arrivals = new ArrayList<>();
    PodArrival one = new RandomPods(1).arrival("pod", 1);
    for (int i = 0; i < count; i++) {
      arrivals.add(new PodArrival(count - i, one.pod(), one.task()));
    }

    List<PodArrival> sorted = read(arrivals, 1);

    assertThat(sorted)
        .extracting(PodArrival::timeNanos)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, count).boxed().toList());
  }

  @Test
  void textsThatDoNotRepeatDoNotFillMemoryButAreAllReadBack() throws IOException {
    List<PodArrival> arrivals = new ArrayList<>();
    RandomPods random = new RandomPods(2);
    for (int i = 0; i < SpillWriter.NUMBERED_MAX; i++) {
      PodArrival some = random.arrival("pod-" + i, 10);
      arrivals.add(
          new PodArrival(
              10_000 - i, some.pod().toBuilder().namespace("namespace-" + i).build(), some.task()));
    }

    List<PodArrival> sorted = read(arrivals, 600);

    Collections.reverse(arrivals);
    assertThat(sorted.stream().map(ArrivalText::of))
        .containsExactlyElementsOf(arrivals.stream().map(ArrivalText::of).toList());
  }

  @Test
  void whatIsNearlySortedIsNotSpilled() throws IOException {
    String folderBefore = System.getProperty("java.io.tmpdir");
    System.setProperty("java.io.tmpdir", folder.resolve("missing").toString());
    try {
      List<PodArrival> arrivals = new ArrayList<>();
      for (PodArrival arrival : random(3, 1000, 1)) {
        int row = arrivals.size();
        arrivals.add(new PodArrival(row % 2 == 0 ? row + 30 : row, arrival.pod()));
      }

      assertThat(read(arrivals, 20))
          .isSortedAccordingTo(Comparator.comparingLong(PodArrival::timeNanos))
          .hasSize(1000);
      assertThatThrownBy(() -> read(arrivals, 5))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(
              "missing: a temporary file, which sorting by arrival needs, can't be used");
    } finally {
      System.setProperty("java.io.tmpdir", folderBefore);
    }
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    List<PodArrival> arrivals = random(4, 500, 100);
    long before = temporaryFiles();
    try (ArrivalStream stream = stream(arrivals, 5)) {
      stream.next();
    }
    assertThat(temporaryFiles()).isEqualTo(before);
    assertThat(closed).isEqualTo(opened).isEqualTo(2);
  }

  private static long temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.toString().contains("towtank-sort-")).count();
    }
  }

  private static List<PodArrival> random(long seed, int count, long spanNanos) {
    RandomPods random = new RandomPods(seed);
    List<PodArrival> arrivals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arrivals.add(random.arrival("pod-" + i, spanNanos));
    }
    return arrivals;
  }

  private List<PodArrival> read(List<PodArrival> arrivals, int rows) throws IOException {
    try (ArrivalStream stream = stream(arrivals, rows)) {
      return Traces.all(stream);
    }
  }

  private ArrivalStream stream(List<PodArrival> arrivals, int rows) {
    return Arrivals.of(
        () -> new ListSource(arrivals),
        Traces.options(ReplayMode.TIMED, "reorderRows", String.valueOf(rows)),
        accounts);
  }

  private final class ListSource implements ArrivalSource {
    private final Iterator<PodArrival> arrivals;

    private ListSource(List<PodArrival> arrivals) {
      this.arrivals = arrivals.iterator();
      opened++;
    }

    @Override
    public @Nullable PodBatch next() {
      return arrivals.hasNext() ? PodBatch.of(arrivals.next()) : null;
    }

    @Override
    public String position() {
      return "list";
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
