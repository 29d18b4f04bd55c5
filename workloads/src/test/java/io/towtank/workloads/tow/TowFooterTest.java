package io.towtank.workloads.tow;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceFormats;
import io.towtank.workloads.TraceOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TowFooterTest {
  @TempDir private Path directory;

  @Test
  void nothingStandsInTheOrderOfAHashTable() throws IOException {
    Path trace =
        Files.writeString(
            directory.resolve("p.csv"), "name,arrival_s,cpu,memory\na,1,1,1Gi\nb,2,1,1Gi\n");
    Path tow = directory.resolve("w.tow");

    new TraceConversion(
            TraceFormats.named("towtank-csv"),
            trace,
            TraceOptions.of(ReplayMode.TIMED),
            null,
            "1.2.3")
        .writeTo(tow, pods -> {});

    FileMetaData footer = footer(Files.readAllBytes(tow));
    assertThat(footer.getKey_value_metadata().stream().map(KeyValue::getKey))
        .isSorted()
        .hasSizeGreaterThan(5);
    for (ColumnChunk column : footer.getRow_groups().get(0).getColumns()) {
      assertThat(column.getMeta_data().getEncodings().stream().map(Encoding::getValue))
          .isSorted()
          .isNotEmpty();
    }
  }

  private static FileMetaData footer(byte[] file) throws IOException {
    int tail = file.length - 2 * Integer.BYTES;
    int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(tail);
    return Util.readFileMetaData(new ByteArrayInputStream(file, tail - length, length));
  }
}
