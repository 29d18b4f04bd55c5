package io.towtank.workloads.input;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.snappy.SnappyCompressorInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Decompresses pages of Parquet files that others have written: Snappy, gzip, Zstandard, or none.
 * Parquet's own codecs would need Hadoop and native libraries.
 */
final class ParquetPages implements CompressionCodecFactory {
  private static final int PAGE_BYTES_MAX = 1 << 26;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName name) {
    throw new UnsupportedOperationException("only reads");
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    return switch (name) {
      case SNAPPY ->
          new Decompressor((bytes, size) -> read(new SnappyCompressorInputStream(in(bytes)), size));
      case GZIP -> new Decompressor((bytes, size) -> read(new GZIPInputStream(in(bytes)), size));
      case ZSTD -> new Decompressor(ParquetPages::zstd);
      case UNCOMPRESSED -> new Decompressor((bytes, size) -> bytes);
      default ->
          throw new IllegalArgumentException(
              "compressed with " + name + ", expected SNAPPY, GZIP, ZSTD or nothing");
    };
  }

  @Override
  public void release() {}

  private static InputStream in(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static byte[] read(InputStream in, int size) throws IOException {
    return in.readNBytes(size);
  }

  private static byte[] zstd(byte[] bytes, int size) throws IOException {
    try {
      byte[] plain = new byte[size];
      long found = Zstd.decompress(plain, bytes);
      return Zstd.isError(found) || found != size ? new byte[0] : plain;
    } catch (ZstdException e) {
      throw new IOException("a page is damaged", e);
    }
  }

  @FunctionalInterface
  private interface Codec {
    byte[] plain(byte[] bytes, int size) throws IOException;
  }

  private static final class Decompressor implements BytesInputDecompressor {
    private final Codec codec;

    private Decompressor(Codec codec) {
      this.codec = codec;
    }

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      ByteArrayOutputStream all = new ByteArrayOutputStream(Math.toIntExact(bytes.size()));
      bytes.writeAllTo(all);
      return BytesInput.from(plain(all.toByteArray(), size));
    }

    private byte[] plain(byte[] bytes, int size) throws IOException {
      if (size < 0 || size > PAGE_BYTES_MAX) {
        throw new IOException("a page of " + size + " bytes, expected at most " + PAGE_BYTES_MAX);
      }
      byte[] plain = codec.plain(bytes, size);
      if (plain.length != size) {
        throw new IOException("a page is damaged");
      }
      return plain;
    }

    @Override
    public void decompress(ByteBuffer input, int inputSize, ByteBuffer output, int outputSize)
        throws IOException {
      byte[] bytes = new byte[inputSize];
      input.get(bytes);
      output.put(plain(bytes, outputSize));
    }

    @Override
    public void release() {}
  }
}
