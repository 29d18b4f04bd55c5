package io.towtank.workloads.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.luben.zstd.Zstd;
import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormats;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.Traces;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a file is said in one line. */
final class HostileInputTest {
  private static final String HEADER = "arrival_s,cpu,memory\n";

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -1,1,1Gi         | column 'arrival_s': found '-1', expected seconds from 0 to 4000000000
          NaN,1,1Gi        | column 'arrival_s': found 'NaN', expected seconds from 0 to 4000000000
          1e99,1,1Gi       | column 'arrival_s': found '1e99', expected seconds from 0 to 4000000000
          1e999999999,1,1  | column 'arrival_s': found '1e999999999', expected seconds from 0 to 4000000000
          ,1,1Gi           | column 'arrival_s': found '', expected seconds from 0 to 4000000000
          0,-1,1Gi         | column 'cpu': found '-1', expected a quantity such as 500m, 2 or 1.5, at most 1000000
          0,1e30,1Gi       | column 'cpu': found '1e30', expected a quantity such as 500m, 2 or 1.5, at most 1000000
          0,two,1Gi        | column 'cpu': found 'two', expected a quantity such as 500m, 2 or 1.5, at most 1000000
          0,1,             | column 'memory': found '', expected a quantity such as 4Gi, 128M or 1000, at most 1125899906842624
          0,1,Infinity     | column 'memory': found 'Infinity', expected a quantity such as 4Gi, 128M or 1000, at most 1125899906842624
          0,1              | found 2 fields, expected 3 as in the header
          0,1,1Gi,9        | found 4 fields, expected 3 as in the header
          """)
  void valuesThatCanNotBe(String row, String complaint) {
    Path file = Traces.write(directory, "pods.csv", HEADER + "0,1,1Gi\n" + row + "\n");

    assertThat(complaint(file)).isEqualTo(file + ":3: " + complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          priority      | 1.5                       | a whole number from -2147483648 to 1000000000
          priority      | 99999999999999999999      | a whole number from -2147483648 to 1000000000
          duration_s    | -3                        | seconds from 0 to 4000000000
          labels        | app                       | key=value;key=value, each key once
          labels        | a=1;a=2                   | key=value;key=value, each key once
          labels        | =1                        | key=value;key=value, each key once
          tolerations   | a=b:Never                 | key=value:Effect;key:Effect;key with Effect NoSchedule, PreferNoSchedule or NoExecute
          name          | a/b                       | a name of at most 253 letters, digits, '-', '.' or '_'
          devices       | nvidia.com/gpu=1.5        | resource=amount;… such as nvidia.com/gpu=0.5 or nvidia.com/gpu=2, a part of one device in thousandths or up to 1024 whole ones
          devices       | nvidia.com/gpu=0          | resource=amount;… such as nvidia.com/gpu=0.5 or nvidia.com/gpu=2, a part of one device in thousandths or up to 1024 whole ones
          devices       | nvidia.com/gpu=0.0001     | resource=amount;… such as nvidia.com/gpu=0.5 or nvidia.com/gpu=2, a part of one device in thousandths or up to 1024 whole ones
          devices       | nvidia.com/gpu=1E9        | resource=amount;… such as nvidia.com/gpu=0.5 or nvidia.com/gpu=2, a part of one device in thousandths or up to 1024 whole ones
          example.com/x | 1e20                      | a quantity such as 4Gi, 128M or 1000, at most 1000000000
          """)
  void optionalValuesThatCanNotBe(String column, String value, String expected) {
    Path file =
        Traces.write(
            directory, "pods.csv", "arrival_s,cpu,memory," + column + "\n0,1,1," + value + "\n");

    assertThat(complaint(file))
        .isEqualTo(
            "%s:2: column '%s': found '%s', expected %s".formatted(file, column, value, expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          arrival,cpu,memory       | unknown column 'arrival'; did you mean 'arrival_s'?
          arrival_s,cpu            | no column 'memory'; the header must name arrival_s, cpu, memory
          arrival_s,cpu,cpu,memory | column 'cpu' is there twice
          arrival_s,,cpu,memory    | column 2 of the header has no name
          """)
  void headersThatCanNotBe(String header, String complaint) {
    Path file = Traces.write(directory, "pods.csv", header + "\n0,1,1,1\n");

    assertThat(complaint(file)).isEqualTo(file + ":1: " + complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name,cpu,memory,count             | a,1,1,0           | column 'count': found '0', expected a whole number from 1 to 1000000
          name,cpu,memory,taints            | a,1,1,k=v         | column 'taints': found 'k=v', expected key=value:Effect;… with Effect NoSchedule, PreferNoSchedule or NoExecute
          name,cpu,memory,devices           | a,1,1,x.com/y=0   | column 'devices': found 'x.com/y=0', expected resource=count:model;… such as nvidia.com/gpu=8:V100, with 1 to 1024 devices
          name,cpu,memory,devices,x.com/y   | a,1,1,x.com/y=1,1 | column 'devices': found 'x.com/y=1', expected no resource that has a column of its own
          name,cpu,memory,pods              | a,1,1,-1          | column 'pods': found '-1', expected a whole number from 0 to 1000000000
          """)
  void nodesThatCanNotBe(String header, String row, String complaint) {
    Path file = Traces.write(directory, "nodes.csv", header + "\n" + row + "\n");

    assertThat(nodesComplaint("towtank-csv", file)).isEqualTo(file + ":2: " + complaint);
  }

  @Test
  void aNodeThatIsThereTwice() {
    Path file =
        Traces.write(
            directory, "nodes.csv", "sn,cpu_milli,memory_mib,gpu,model\na,1,1,0,\na,1,1,0,\n");

    assertThat(nodesComplaint("openb", file)).isEqualTo(file + ":3: node 'a' is there twice");
  }

  @Test
  void longAndUnprintableValuesAreCutAndEscaped() {
    String value = "\u001b[31m\u202e" + "x".repeat(500);
    Path file = Traces.write(directory, "pods.csv", HEADER + "0," + value + ",1\n");

    assertThat(complaint(file))
        .isEqualTo(
            file
                + ":2: column 'cpu': found '\\u001b[31m\\u202e"
                + "x".repeat(54)
                + "…', expected UTF-8 text without control characters");
  }

  @Test
  void nulBytes() {
    Path file = Traces.write(directory, "pods.csv", HEADER + "0,1\u0000,1\n");

    assertThat(complaint(file))
        .isEqualTo(
            file
                + ":2: column 'cpu': found '1\\u0000', expected UTF-8 text without control characters");
  }

  @Test
  void filesThatAreNone() throws IOException {
    Files.createDirectory(directory.resolve("folder"));
    Traces.write(directory, "pods.csv", HEADER);
    Traces.write(directory, "empty.csv", "");
    Traces.writeGzip(directory, "empty.csv.gz", "");
    Traces.write(directory, "blank.csv", "\n\n");

    assertThat(complaint("folder")).isEqualTo(": is a directory; expected a file");
    assertThat(complaint("podz.csv")).isEqualTo(": no such file; did you mean 'pods.csv'?");
    assertThat(complaint("nothing-like-it")).isEqualTo(": no such file");
    assertThat(complaint("pods.csv")).isEqualTo(": there are no rows after the header");
    assertThat(complaint("empty.csv")).isEqualTo(": the file is empty; expected a header row");
    assertThat(complaint("empty.csv.gz")).isEqualTo(": the file is empty; expected a header row");
    assertThat(complaint("blank.csv")).isEqualTo(": the file has no header row");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "zst"})
  void archivesThatAreCutShort(String ending) throws IOException {
    String text = HEADER + rows(50_000);
    byte[] whole =
        ending.equals("gz") ? gzip(text) : Zstd.compress(text.getBytes(StandardCharsets.UTF_8));
    Path file =
        Traces.write(directory, "pods.csv." + ending, Arrays.copyOf(whole, whole.length * 3 / 4));

    assertThat(complaint(file))
        .matches(Pattern.quote(file.toString()) + ": after line [1-9][0-9]*: .*")
        .contains("archive is damaged or cut short");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "zst"})
  void filesThatAreNoArchive(String ending) {
    Path file = Traces.write(directory, "pods.csv." + ending, HEADER + "0,1,1\n");

    assertThat(complaint(file)).startsWith(file + ": the ").contains("archive is damaged");
  }

  @Test
  void textThatIsNotUtf8() {
    byte[] latin1 = (HEADER + "0,1,1\n0,\u00e9,1\n").getBytes(StandardCharsets.ISO_8859_1);
    Path file = Traces.write(directory, "pods.csv", latin1);

    assertThat(complaint(file))
        .isEqualTo(
            file
                + ":3: column 'cpu': found '\ufffd',"
                + " expected UTF-8 text without control characters");
  }

  @Test
  void textThatIsUtf16() {
    byte[] utf16 = (HEADER + "0,1,1\n").getBytes(StandardCharsets.UTF_16);
    Path file = Traces.write(directory, "pods.csv", utf16);

    assertThat(complaint(file))
        .startsWith(file + ":1: column 1 of the header: found '")
        .endsWith("expected UTF-8 text without control characters");
  }

  @Test
  void aFieldAndARowWithoutEnd() {
    Path field = Traces.write(directory, "field.csv", HEADER + "0,1," + "9".repeat(3_000_000));
    Path row = Traces.write(directory, "row.csv", HEADER + "0,".repeat(1_000_000));
    Path quote = Traces.write(directory, "quote.csv", HEADER + "0,1,\"1\n" + rows(1000));

    assertThat(complaint(field)).startsWith(field + ": after line 1: no row can be read (");
    assertThat(complaint(row)).startsWith(row + ": after line 1: no row can be read (");
    assertThat(complaint(quote)).startsWith(quote + ": after line 1: no row can be read (");
  }

  @ParameterizedTest
  @CsvSource({"csv, 1", "csv, 2", "csv.gz, 3", "csv.gz, 4", "csv.zst, 5", "csv.zst, 6"})
  void randomDamageIsReadOrRefusedInOneLine(String ending, long seed) throws IOException {
    byte[] text = (HEADER + rows(50)).getBytes(StandardCharsets.UTF_8);
    byte[] whole =
        switch (ending) {
          case "csv.gz" -> gzip(HEADER + rows(50));
          case "csv.zst" -> Zstd.compress(text);
          default -> text;
        };
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      byte[] bytes = whole.clone();
      for (int i = 0; i < 3; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Path file = Traces.write(directory, "pods." + ending, bytes);

      Throwable thrown = catchThrowable(() -> read(file));

      if (thrown != null) {
        assertThat(thrown).isInstanceOf(InputException.class);
        assertThat(thrown.getMessage()).startsWith(file.toString()).doesNotContain("\n");
      }
    }
  }

  private String complaint(String name) {
    Path file = directory.resolve(name);
    return complaint(file).substring(file.toString().length());
  }

  private static String complaint(Path file) {
    return message(catchThrowable(() -> read(file)));
  }

  private static String nodesComplaint(String format, Path file) {
    TraceOptions options = TraceOptions.of(ReplayMode.TIMED);
    return message(
        catchThrowable(
            () -> TraceFormats.named(format).readNodes(file, options, new TraceAccounts())));
  }

  private static String message(Throwable thrown) {
    assertThat(thrown).isInstanceOf(InputException.class);
    String message = String.valueOf(thrown.getMessage());
    assertThat(message).doesNotContain("\n");
    return message;
  }

  private static void read(Path file) {
    Traces.pods("towtank-csv", file, ReplayMode.TIMED, new TraceAccounts());
  }

  private static String rows(int count) {
    StringBuilder rows = new StringBuilder();
    Random random = new Random(1);
    for (int i = 0; i < count; i++) {
      rows.append(i).append(',').append(random.nextInt(64)).append(",1Gi\n");
    }
    return rows.toString();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
