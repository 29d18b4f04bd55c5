package io.towtank.workloads.tow;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses pages with Zstandard, and takes apart such as are not larger than what is written
 * here. Parquet's own codec would need Hadoop.
 */
final class ZstdPages implements CompressionCodecFactory {
  /** Largest page once it is decompressed; what is written has 1 MiB and the rest of a row. */
  static final int PAGE_BYTES_MAX = 1 << 26;

  private static final int LEVEL = 3;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName name) {
    return new Compressor();
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    return switch (name) {
      case ZSTD -> new Decompressor();
      case UNCOMPRESSED -> new Plain();
      default ->
          throw new IllegalArgumentException(
              "compressed with " + name + ", expected ZSTD as Towtank writes it");
    };
  }

  @Override
  public void release() {}

  private static final class Compressor implements BytesInputCompressor {
    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      return BytesInput.from(Zstd.compress(array(bytes), LEVEL));
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {}
  }

  private static final class Decompressor implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      requireSize(size);
      try {
        byte[] plain = new byte[size];
        long found = Zstd.decompress(plain, array(bytes));
        if (Zstd.isError(found) || found != size) {
          throw new IOException("a page is damaged");
        }
        return BytesInput.from(plain);
      } catch (ZstdException e) {
        throw new IOException("a page is damaged", e);
      }
    }

    @Override
    public void decompress(ByteBuffer input, int inputSize, ByteBuffer output, int outputSize)
        throws IOException {
      byte[] bytes = new byte[inputSize];
      input.get(bytes);
      output.put(array(decompress(BytesInput.from(bytes), outputSize)));
    }

    @Override
    public void release() {}
  }

  private static final class Plain implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      requireSize(size);
      return bytes;
    }

    @Override
    public void decompress(ByteBuffer input, int inputSize, ByteBuffer output, int outputSize) {
      ByteBuffer some = input.duplicate();
      some.limit(some.position() + inputSize);
      output.put(some);
      input.position(some.position());
    }

    @Override
    public void release() {}
  }

  private static byte[] array(BytesInput bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(bytes.size()));
    bytes.writeAllTo(out);
    return out.toByteArray();
  }

  private static void requireSize(int size) throws IOException {
    if (size < 0 || size > PAGE_BYTES_MAX) {
      throw new IOException("a page of " + size + " bytes, expected at most " + PAGE_BYTES_MAX);
    }
  }
}
