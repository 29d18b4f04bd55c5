package io.towtank.workloads.tow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/**
 * Opens workload files for writing. What is written depends on rows and metadata alone, to the
 * byte.
 */
final class TowWriter {
  /** Rows of a group stand in memory together, when they are written and when they are read. */
  static final long GROUP_BYTES = 1 << 24;

  /** Rows of a group at most. */
  static final int GROUP_ROWS = 1 << 17;

  private static final int PAGE_BYTES = 1 << 18;

  private TowWriter() {}

  /**
   * A writer of a file, which is replaced if it is there.
   *
   * @param metadata asked for once, when all rows are written
   */
  static ParquetWriter<Object> open(Path file, Supplier<SortedMap<String, String>> metadata)
      throws IOException {
    return new Builder(new LocalOutputFile(file), metadata)
        .withConf(new PlainParquetConfiguration())
        .withCodecFactory(new ZstdPages())
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_2_0)
        .withPageWriteChecksumEnabled(true)
        .withRowGroupSize(GROUP_BYTES)
        .withRowGroupRowCountLimit(GROUP_ROWS)
        .withPageSize(PAGE_BYTES)
        .withDictionaryPageSize(PAGE_BYTES * 4)
        .withDictionaryEncoding(TowSchema.NAME, false)
        .withDictionaryEncoding(TowSchema.TIME, false)
        .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
        .build();
  }

  private static final class Builder extends ParquetWriter.Builder<Object, Builder> {
    private final Supplier<SortedMap<String, String>> metadata;

    private Builder(OutputFile file, Supplier<SortedMap<String, String>> metadata) {
      super(file);
      this.metadata = metadata;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Object> getWriteSupport(ParquetConfiguration configuration) {
      return new TowRows(metadata);
    }

    @Override
    @Deprecated
    protected WriteSupport<Object> getWriteSupport(
        org.apache.hadoop.conf.Configuration configuration) {
      return new TowRows(metadata);
    }
  }
}
