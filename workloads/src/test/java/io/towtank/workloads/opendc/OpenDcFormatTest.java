package io.towtank.workloads.opendc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenDcFormatTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message task {
            required int32 id;
            required int64 submission_time (TIMESTAMP(MILLIS, true));
            required int64 duration;
            required int32 cpu_count;
            required double cpu_capacity;
            optional int64 mem_capacity;
            optional group parents (LIST) { repeated group list { required int32 element; } }
          }
          """);

  private final TraceAccounts accounts = new TraceAccounts();
  @TempDir private Path directory;

  @Test
  void aTaskOfTheCopyAsTextIsAPod() {
    Path file =
        Traces.write(
            directory,
            "tasks.csv",
            """
            id,submission_time,duration,cpu_count,cpu_capacity,mem_capacity,gpu_count
            7,1665093600500,30000,16,33600.0,100,
            8,1665093600000,1,2,33600.0,100,3
            9,1665093600000,1,0,33600.0,100,0
            """);

    List<PodArrival> pods = read(file, "memoryUnit", "KB");

    assertThat(pods)
        .extracting(Traces::shown)
        .containsExactly(
            "0 s task-8 {cpu=2000, memory=102400} 0 s {}",
            "0 s task-7 {cpu=16000, memory=102400} 30 s {}");
    assertThat(pods.get(1).timeNanos()).isEqualTo(500_000_000L);
    assertThat(pods.get(0).pod().spec().devices()).extracting("count").containsExactly(3);
    assertThat(accounts.rowsDropped()).containsExactly(entry(OpenDcTasks.NO_CORES, 1L));
  }

  @Test
  void theFirstVersionHasStartAndStop() {
    Path file =
        Traces.write(
            directory,
            "meta.csv",
            """
            id,start_time,stop_time,cpu_count,cpu_capacity,mem_capacity
            a,1000,4000,1,2,3
            b,2000,1000,1,2,3
            """);

    assertThat(read(file))
        .extracting(Traces::shown)
        .containsExactly("0 s task-a {cpu=1000, memory=3145728} 3 s {}");
    assertThat(accounts.rowsDropped())
        .containsExactly(entry(OpenDcTasks.ENDS_BEFORE_IT_STARTS, 1L));
  }

  @Test
  void parquetComesBeforeItsCopy() throws IOException {
    Traces.write(directory, "tasks.csv", "not read");
    writeParquet(directory.resolve("tasks.parquet"));

    List<PodArrival> pods = read(directory);

    assertThat(pods)
        .extracting(Traces::shown)
        .containsExactly(
            "0 s task-1 {cpu=1000, memory=10485760} 1 s {}",
            "0 s task-2 {cpu=2000, memory=20971520} 2 s {}",
            "0 s task-3 {cpu=3000, memory=31457280} 3 s {}",
            "3 s task-4 {cpu=4000, memory=41943040} 4 s {}");
    assertThat(Traces.predecessors(pods.get(2))).containsExactly("1", "2");
    assertThat(Traces.owner(pods.get(2)).name()).isEqualTo("workflow-task-1");
    assertThat(pods.get(3).task()).isNull();
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    Path file = directory.resolve("tasks.parquet");
    writeParquet(file);
    byte[] bytes = Files.readAllBytes(file);
    Path cut = Traces.write(directory, "cut.parquet", Arrays.copyOf(bytes, bytes.length / 2));
    Path none = Traces.write(directory, "none.parquet", "id,submission_time,duration\n1,2,3\n");
    byte[] broken = bytes.clone();
    Arrays.fill(broken, bytes.length - 60, bytes.length - 8, (byte) 0xFF);
    Path footer = Traces.write(directory, "footer.parquet", broken);

    assertThatThrownBy(() -> read(cut))
        .isInstanceOf(InputException.class)
        .hasMessage(cut + ": the file is cut short");
    assertThatThrownBy(() -> read(none))
        .isInstanceOf(InputException.class)
        .hasMessage(none + ": no Parquet file");
    assertThatThrownBy(() -> read(footer))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(footer + ": the file is damaged");
  }

  private List<PodArrival> read(Path path, String... pairs) {
    return Traces.pods("opendc", path, Traces.options(ReplayMode.TIMED, pairs), accounts);
  }

  /** Tasks 1 to 4, of which 3 waits for 1 and 2. */
  private static void writeParquet(Path file) throws IOException {
    SimpleGroupFactory rows = new SimpleGroupFactory(SCHEMA);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(SCHEMA)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .build()) {
      for (int id = 1; id <= 4; id++) {
        Group row =
            rows.newGroup()
                .append("id", id)
                .append("submission_time", 1_665_093_600_000L + 1000L * (id - 1))
                .append("duration", 1000L * id)
                .append("cpu_count", id)
                .append("cpu_capacity", 2.5)
                .append("mem_capacity", 10L * id);
        if (id == 3) {
          Group parents = row.addGroup("parents");
          parents.addGroup("list").append("element", 1);
          parents.addGroup("list").append("element", 2);
        }
        writer.write(row);
      }
    }
  }
}
