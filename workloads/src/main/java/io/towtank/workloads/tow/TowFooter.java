package io.towtank.workloads.tow;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Comparator;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Puts in order what a file's footer lists: encodings of each column, and the file's metadata.
 * Parquet writes them in the order of hash tables, which differs from process to process for enum
 * constants, and from one Java to another for texts.
 */
final class TowFooter {
  /** Length of the footer, and the four letters that end a file. */
  private static final int TAIL_BYTES = 2 * Integer.BYTES;

  private TowFooter() {}

  static void settle(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      byte[] tail = new byte[Integer.BYTES];
      bytes.seek(bytes.length() - TAIL_BYTES);
      bytes.readFully(tail);
      int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
      long start = bytes.length() - TAIL_BYTES - length;
      byte[] footer = new byte[length];
      bytes.seek(start);
      bytes.readFully(footer);
      byte[] settled = settled(footer);
      if (settled.length != length) {
        throw new IOException("the footer has another length in order");
      }
      bytes.seek(start);
      bytes.write(settled);
    }
  }

  private static byte[] settled(byte[] footer) throws IOException {
    FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(footer));
    metadata.getKey_value_metadata().sort(Comparator.comparing(KeyValue::getKey));
    for (RowGroup group : metadata.getRow_groups()) {
      for (ColumnChunk column : group.getColumns()) {
        column.getMeta_data().getEncodings().sort(Comparator.comparingInt(Encoding::getValue));
        if (column.getMeta_data().isSetEncoding_stats()) {
          column
              .getMeta_data()
              .getEncoding_stats()
              .sort(
                  Comparator.comparingInt((PageEncodingStats stats) -> stats.page_type.getValue())
                      .thenComparingInt(stats -> stats.encoding.getValue()));
        }
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(footer.length);
    Util.writeFileMetaData(metadata, out);
    return out.toByteArray();
  }
}
