package io.towtank.workloads.tow;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * Compresses pages with Zstandard, and takes apart such as are not larger than what is written
 * here. Parquet's own codec would need Hadoop.
 */
final class ZstdPages implements CompressionCodecFactory {
  /** Largest page once it is decompressed; what is written has 1 MiB and the rest of a row. */
  static final int PAGE_BYTES_MAX = 1 << 26;

  private static final int LEVEL = 3;

  private @Nullable Decompressor decompressor;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName name) {
    return new Compressor();
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    return switch (name) {
      case ZSTD -> {
        if (decompressor == null) {
          decompressor = new Decompressor();
        }
        yield decompressor;
      }
      case UNCOMPRESSED -> new Plain();
      default ->
          throw new IllegalArgumentException(
              "compressed with " + name + ", expected ZSTD as Towtank writes it");
    };
  }

  @Override
  public void release() {
    if (decompressor != null) {
      decompressor.release();
      decompressor = null;
    }
  }

  private static final class Compressor implements BytesInputCompressor {
    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      return BytesInput.from(Zstd.compress(PageBytes.of(bytes).toArray(), LEVEL));
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {}
  }

  /** One for all pages of a file: what Zstandard works in is larger than a page. */
  private static final class Decompressor implements BytesInputDecompressor {
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      byte[] plain = new byte[requireSize(size)];
      decompress(PageBytes.of(bytes), plain);
      return BytesInput.from(plain);
    }

    @Override
    public void decompress(ByteBuffer input, int inputSize, ByteBuffer output, int outputSize)
        throws IOException {
      byte[] bytes = new byte[inputSize];
      input.get(bytes);
      byte[] plain = new byte[requireSize(outputSize)];
      decompress(new PageBytes(bytes, 0, bytes.length), plain);
      output.put(plain);
    }

    @Override
    public void release() {
      context.close();
    }

    private void decompress(PageBytes page, byte[] plain) throws IOException {
      try {
        int found =
            context.decompressByteArray(
                plain, 0, plain.length, page.array(), page.position(), page.left());
        if (found != plain.length) {
          throw new IOException("a page is damaged");
        }
      } catch (ZstdException e) {
        throw new IOException("a page is damaged", e);
      }
    }
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

  private static int requireSize(int size) throws IOException {
    if (size < 0 || size > PAGE_BYTES_MAX) {
      throw new IOException("a page of " + size + " bytes, expected at most " + PAGE_BYTES_MAX);
    }
    return size;
  }
}
