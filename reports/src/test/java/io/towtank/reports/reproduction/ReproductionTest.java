package io.towtank.reports.reproduction;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.reports.series.DemandCurve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReproductionTest {
  @TempDir private Path directory;

  /** A run whose values at 100 and 130 % requested are these, in hundredths of a per cent. */
  private static SeededRun run(long seed, long at100, long at130) {
    TreeMap<Integer, Long> values = new TreeMap<>();
    values.put(100, at100);
    values.put(130, at130);
    return new SeededRun(seed, new DemandCurve(values), new DemandCurve(new TreeMap<>()));
  }

  private static Reproduction reproduction(boolean exact, SeededRun... ours) {
    ReproducedPolicy policy =
        new ReproducedPolicy(
            "FGD", exact, 0.6, List.of(ours), List.of(run(42, 9520, 9529), run(43, 9510, 9532)));
    return new Reproduction(
        "A paper", 130, List.of(new ReproducedList("default", exact, List.of(policy))));
  }

  @Test
  void equalCellsAreEqual() {
    Reproduction reproduction = reproduction(true, run(42, 9520, 9529), run(43, 9511, 9532));

    assertThat(reproduction.isExact()).isTrue();
    assertThat(reproduction.differences()).isEmpty();
    assertThat(reproduction.rows())
        .containsExactly(
            List.of(
                "default", "FGD", "2", "95.31", "0.02", "95.31", "0.02", "0.00", "2/2", "3/4",
                "equal"));
    assertThat(reproduction.conclusions().get(0)).contains("2 of 2 values at 130 %", "3 of 4.");
  }

  @Test
  void oneCellThatDiffersIsNamed() {
    Reproduction reproduction = reproduction(true, run(42, 9520, 9529), run(43, 9510, 9533));

    assertThat(reproduction.isExact()).isFalse();
    assertThat(reproduction.differences())
        .containsExactly("default FGD seed 43: ours 95.33, published 95.32");
    assertThat(reproduction.document().text(200))
        .contains("DIFFERS", "differs: default FGD seed 43");
  }

  @Test
  void aCellWithoutOurValueDiffers() {
    SeededRun empty =
        new SeededRun(42, new DemandCurve(new TreeMap<>()), new DemandCurve(new TreeMap<>()));

    assertThat(reproduction(true, empty).isExact()).isFalse();
    assertThat(reproduction(true, empty).differences())
        .containsExactly("default FGD seed 42: ours none, published 95.29");
  }

  @Test
  void meansMayDifferByTheTolerance() {
    // The published mean is 95.305.
    assertThat(reproduction(false, run(1, 0, 9590)).rows().get(0)).contains("within 0.6");
    assertThat(reproduction(false, run(1, 0, 9591)).rows().get(0)).contains("OUTSIDE 0.6");
    assertThat(reproduction(false, run(1, 0, 9591)).isExact()).isTrue();
  }

  @Test
  void writesTablesAndFigures() throws IOException {
    Path out = directory.resolve("results");
    Reproduction reproduction = reproduction(true, run(42, 9520, 9529), run(43, 9510, 9533));
    ReproductionWriter.check(out, false);
    assertThat(out).doesNotExist();
    ReproductionWriter.write(out, false, reproduction);
    ReproductionWriter.write(out, false, reproduction);

    try (Stream<Path> files = Files.walk(out)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> out.relativize(file).toString()))
          .containsExactlyInAnyOrder(
              "reproduction.md",
              "reproduction.csv",
              "reproduction.json",
              "figures/allocation-default.svg",
              "figures/allocation-default.pdf",
              "figures/allocation-default-column.pdf",
              "figures/allocation-default.png",
              "figures/allocation-detail-default.svg",
              "figures/allocation-detail-default.pdf",
              "figures/allocation-detail-default-column.pdf",
              "figures/allocation-detail-default.png",
              "figures/fragmentation-default.svg",
              "figures/fragmentation-default.pdf",
              "figures/fragmentation-default-column.pdf",
              "figures/fragmentation-default.png");
    }
    assertThat(Files.readString(out.resolve("reproduction.csv")))
        .isEqualTo(
            """
            list,policy,compared,source,seed,allocated_percent,fragmented_percent
            default,FGD,cell,ours,42,95.29,
            default,FGD,cell,ours,43,95.33,
            default,FGD,cell,published,42,95.29,
            default,FGD,cell,published,43,95.32,
            """);
    assertThat(Files.readString(out.resolve("reproduction.md")))
        .contains("| default | FGD | 2 | 95.31 |")
        .contains("differs: default FGD seed 43: ours 95.33, published 95.32\n");
    assertThat(Files.readString(out.resolve("reproduction.json"))).contains("\"exact\": false");
  }
}
