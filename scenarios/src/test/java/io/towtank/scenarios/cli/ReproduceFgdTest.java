package io.towtank.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.scenarios.SharedData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder laid out as the published one is, small enough to follow by hand: two nodes of two GPUs;
 * a (1 GPU) and b (half of one) go to n0, c (2 GPUs) to n1; for d (0.7) and e (1) there is no room.
 */
class ReproduceFgdTest {
  private static final String HEADER = "workload,sc_policy,tune,seed,total_gpus,25,38,88,105,130\n";
  private static final String BEST_FIT = "openb_pod_list_tiny,05-BestFit,1.3,42,4,";
  private static final String FGD = "openb_pod_list_tiny,06-FGD,1.3,42,4,";
  private static final String RIGHT = "25.0,37.5,87.5,87.5,87.5\n";

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void layOut() throws IOException {
    write(
        "openb_node_list_gpu_node.csv",
        """
        sn,cpu_milli,memory_mib,gpu,model
        n0,64000,1024,2,T4
        n1,64000,1024,2,T4
        """);
    write(
        "openb_pod_list_tiny.csv",
        """
        name,cpu_milli,memory_mib,num_gpu,gpu_milli
        a,1000,1,1,1000
        e,1000,1,1,1000
        b,1000,1,1,500
        c,1000,1,2,1000
        d,1000,1,1,700
        """);
    write("openb_pod_list_other.csv", "name,cpu_milli,memory_mib,num_gpu,gpu_milli\na,1,1,0,0\n");
    write("fgd-order/tiny_t1.3_s42_arrivals.txt", "a\nb\nc\nd\ne\n");
    write("fgd-order/tiny_t1.3_s42_noderank.txt", "0000-n0\n0001-n1\n");
    publish(BEST_FIT + RIGHT + FGD + RIGHT);
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve("data").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void publish(String rows) throws IOException {
    write("fgd-published/gpu_allocation_ratio.csv", HEADER + rows);
  }

  private int reproduce(String... options) {
    String[] arguments = new String[3 + options.length];
    arguments[0] = "reproduce";
    arguments[1] = "fgd";
    arguments[2] = directory.resolve("data").toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return execute(arguments);
  }

  private int execute(String... arguments) {
    return Towtank.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void equalCellsEndWithZero() {
    assertThat(reproduce("--threads", "2")).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("2 of 2 values at 130 % requested equal the published ones")
        .contains("of all published points of the curves 10 of 10.");
    assertThat(err.toString())
        .isEqualTo("towtank: no published results, left out: other" + System.lineSeparator());
  }

  @Test
  void aCellThatDiffersEndsWithOne() throws IOException {
    publish(BEST_FIT + RIGHT + FGD + RIGHT.replace(",87.5\n", ",87.51\n"));

    assertThat(reproduce("--quiet")).isEqualTo(1);
    assertThat(out.toString()).contains("differs: tiny FGD seed 42: ours 87.50, published 87.51");
  }

  @Test
  void onlyWhatIsAskedForIsCompared() throws IOException {
    publish(BEST_FIT + RIGHT + FGD + RIGHT.replace(",87.5\n", ",87.51\n"));

    assertThat(reproduce("--policies", "best-fit", "--lists", "tiny", "--seeds", "42")).isZero();
    assertThat(out.toString()).contains("1 of 1 values");
  }

  @Test
  void theRandomPolicyIsComparedByItsMeanOnly() throws IOException {
    publish(BEST_FIT.replace("05-BestFit", "01-Random") + RIGHT.replace("87.5", "12.0"));

    assertThat(reproduce()).isZero();
    assertThat(out.toString()).contains("OUTSIDE 1.0").contains("Means: 0 of 1");
  }

  @Test
  void ordersOfOurOwnAreComparedByTheirMeans() throws IOException {
    assertThat(reproduce("--mode", "statistical", "--seeds", "1..3", "--json")).isZero();
    JsonNode json = JsonMapper.shared().readTree(out.toString());
    JsonNode policy = json.get("lists").get(0).get("policies").get(0);
    assertThat(policy.get("compared").asString()).isEqualTo("mean");
    assertThat(policy.get("runs").asInt()).isEqualTo(3);

    Files.delete(directory.resolve("data/fgd-order/tiny_t1.3_s42_noderank.txt"));
    out.getBuffer().setLength(0);
    assertThat(reproduce()).isZero();
    assertThat(out.toString()).doesNotContain("Cell for cell");
  }

  @Test
  void resultsDoNotDependOnThreads() throws IOException {
    assertThat(reproduce("--threads", "1", "--out", directory.resolve("one").toString())).isZero();
    assertThat(reproduce("--threads", "3", "--out", directory.resolve("three").toString()))
        .isZero();

    for (String file :
        new String[] {"reproduction.md", "reproduction.csv", "figures/allocation-tiny.svg"}) {
      assertThat(directory.resolve("one").resolve(file))
          .hasSameBinaryContentAs(directory.resolve("three").resolve(file));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--lists tny          | there is no pod list 'tny'; did you mean 'tiny'?",
        "--lists other        | there are no published results for list 'other'; expected one of"
            + " tiny",
        "--policies best-fitt | there are no published results of policy 'best-fitt'; did you mean"
            + " 'best-fit'?",
        "--mode cells         | --mode: found 'cells'; did you mean 'cell'?",
        "--threads 0          | --threads: found 0, expected a number from 1 to 1024",
        "--seeds 4..2         | --seeds: found '4..2', expected the smaller seed before the dots",
        "--mode cell --seeds 7 | nothing to run: no list has pods, published results and published"
            + " orders for these seeds",
        "--mode cell --seeds 7 --lists tiny | list 'tiny': there are no published orders for these"
            + " seeds",
      })
  void badOptionsAreOneLineOnStderr(String options, String message) {
    assertThat(reproduce(options.split(" "))).isEqualTo(2);
    assertThat(err.toString()).isEqualTo(message + System.lineSeparator());
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void badFilesAreNamed() throws IOException {
    publish(BEST_FIT + RIGHT.replace("37.5", "much"));
    assertThat(reproduce()).isEqualTo(2);
    assertThat(err.toString()).contains("gpu_allocation_ratio.csv", "'much'", "93.13");

    publish(BEST_FIT + RIGHT + BEST_FIT + RIGHT);
    err.getBuffer().setLength(0);
    assertThat(reproduce()).isEqualTo(2);
    assertThat(err.toString()).contains("the run is there already: tiny 05-BestFit 1.3 42");

    publish(BEST_FIT + RIGHT);
    write("fgd-order/tiny_t1.3_s42_noderank.txt", "0000-n0\n");
    err.getBuffer().setLength(0);
    assertThat(reproduce("--quiet")).isEqualTo(2);
    assertThat(err.toString()).contains("1 nodes have no rank, the first of them is 'n1'");

    err.getBuffer().setLength(0);
    assertThat(execute("reproduce", "fgd", directory.resolve("absent").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("absent: no such directory");
  }

  @Test
  void thePublishedResultsOfOneSeedAreReproduced() {
    assertThat(
            execute(
                "reproduce",
                "fgd",
                openb().toString(),
                "--lists",
                "multigpu50",
                "--seeds",
                "42",
                "--policies",
                "fgd,gpu-packing",
                "--mode",
                "cell"))
        .as(out.toString() + err)
        .isZero();
    assertThat(out.toString()).contains("2 of 2 values at 130 %");
  }

  private static Path openb() {
    for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
      Path folder = above.resolve("shared").resolve("data").resolve("openb");
      if (Files.isDirectory(folder.resolve("fgd-order"))) {
        return folder;
      }
    }
    Path absent = Path.of("../../shared/data/openb");
    SharedData.assume(absent);
    return absent;
  }
}
