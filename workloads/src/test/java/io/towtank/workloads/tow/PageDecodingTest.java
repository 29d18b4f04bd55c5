package io.towtank.workloads.tow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesWriter;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Parquet's own writers have encoded is decoded; what can't be is refused. */
class PageDecodingTest {
  private static final int BYTES = 1 << 16;
  private static final HeapByteBufferAllocator HEAP = new HeapByteBufferAllocator();

  @ParameterizedTest
  @MethodSource("widths")
  void runsAndPackedNumbersAreRead(int width) throws IOException {
    Random random = new Random(width);
    for (int count : new int[] {1, 7, 8, 9, 500, 1003}) {
      int[] values = new int[count];
      for (int i = 0; i < count; i++) {
        boolean again = i > 0 && random.nextInt(10) > 0 && count > 500;
        values[i] = again ? values[i - 1] : (random.nextInt() >>> 1) & (int) mask(width);
      }

      PageBytes page = page(runLengths(width, values));
      int[] found = new int[count + 2];
      RunLengths.read(page, width, found, count, Integer.MAX_VALUE);

      assertThat(Arrays.copyOf(found, count)).isEqualTo(values);
      assertThat(page.left()).isZero();
    }
  }

  static IntStream widths() {
    return IntStream.rangeClosed(0, 30);
  }

  @Test
  void oneRunIsKnownToBeOne() throws IOException {
    int[] equal = new int[300];
    Arrays.fill(equal, 5);
    int[] other = equal.clone();
    other[299] = 6;

    assertThat(RunLengths.read(page(runLengths(3, equal)), 3, new int[300], 300, 6)).isTrue();
    assertThat(RunLengths.read(page(runLengths(3, other)), 3, new int[300], 300, 7)).isFalse();
  }

  @Test
  void numbersBehindTheLastOfTheDictionaryAreRefused() throws IOException {
    int[] one = new int[20];
    one[7] = 4;
    byte[] bytes = runLengths(3, one);

    assertThatThrownBy(() -> RunLengths.read(page(bytes), 3, new int[20], 20, 4))
        .isInstanceOf(IOException.class)
        .hasMessage("a page has runs that can't be");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 31, 32, 33, 40, 55, 56, 57, 58, 60, 63, 64})
  void differencesOfAnyWidthAreRead(int width) throws IOException {
    Random random = new Random(width);
    for (int count : new int[] {1, 2, 33, 128, 129, 130, 1000}) {
      long[] values = random.longs(count).map(value -> value & mask(width)).toArray();
      ValuesWriter writer = new DeltaBinaryPackingValuesWriterForLong(128, 4, BYTES, BYTES, HEAP);
      for (long value : values) {
        writer.writeLong(value);
      }

      PageBytes page = page(PageBytes.of(writer.getBytes()).toArray());
      long[] found = new long[count];
      Deltas.read(page, found, count);

      assertThat(found).isEqualTo(values);
      assertThat(page.left()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Encoding.class,
      names = {"PLAIN", "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY"})
  void textsInOrderAreRead(Encoding encoding) throws IOException {
    List<String> texts = texts();

    TextRun run = new TextRun();
    run.begin(page(encoded(texts, encoding)), encoding, texts.size());
    List<String> found = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      found.add(run.text(i));
    }

    assertThat(found).isEqualTo(texts);
  }

  @ParameterizedTest
  @EnumSource(
      value = Encoding.class,
      names = {"PLAIN", "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY"})
  void textsThatAreCutShortAreRefused(Encoding encoding) throws IOException {
    List<String> texts = texts();
    byte[] whole = encoded(texts, encoding);
    for (int length = 0; length < whole.length; length += 3) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> readAll(cut, encoding, texts.size()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("a page ");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anyBytesAreReadOrRefused(long seed) {
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      int width = random.nextInt(40);
      refused += refused(() -> RunLengths.read(page(bytes), width, new int[99], 99, 1 << 20));
      refused += refused(() -> Deltas.read(page(bytes), new long[99], 99));
      refused += refused(() -> readAll(bytes, Encoding.DELTA_BYTE_ARRAY, 99));
      refused += refused(() -> readAll(bytes, Encoding.PLAIN, 99));
    }
    assertThat(refused).isGreaterThan(3000);
  }

  @Test
  void aDictionaryIsNotLargerThanItsPage() {
    DictionaryPage page =
        new DictionaryPage(BytesInput.from(new byte[40]), Integer.MAX_VALUE, Encoding.PLAIN);

    assertThatThrownBy(() -> TowDictionary.of(page, TowSchema.TYPE.getColumns().get(0)))
        .isInstanceOf(IOException.class)
        .hasMessage("a dictionary of 2147483647 values is larger than its page");
  }

  private static int refused(Reading reading) {
    try {
      reading.read();
      return 0;
    } catch (IOException e) {
      assertThat(e).hasMessageStartingWith("a page ");
      return 1;
    }
  }

  private static void readAll(byte[] bytes, Encoding encoding, int count) throws IOException {
    TextRun run = new TextRun();
    run.begin(page(bytes), encoding, count);
    run.text(count - 1);
  }

  private static List<String> texts() {
    List<String> texts = new ArrayList<>(List.of("", "a", "ä", "äö", "äö", "x".repeat(1000), "x"));
    for (int i = 0; i < 300; i++) {
      texts.add("openb-pod-" + i);
    }
    return texts;
  }

  private static byte[] encoded(List<String> texts, Encoding encoding) throws IOException {
    ValuesWriter writer =
        switch (encoding) {
          case DELTA_BYTE_ARRAY -> new DeltaByteArrayWriter(BYTES, BYTES, HEAP);
          case DELTA_LENGTH_BYTE_ARRAY -> new DeltaLengthByteArrayValuesWriter(BYTES, BYTES, HEAP);
          default -> new PlainValuesWriter(BYTES, BYTES, HEAP);
        };
    for (String text : texts) {
      writer.writeBytes(Binary.fromReusedByteArray(text.getBytes(StandardCharsets.UTF_8)));
    }
    return PageBytes.of(writer.getBytes()).toArray();
  }

  private static byte[] runLengths(int width, int[] values) throws IOException {
    RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(width, BYTES, BYTES, HEAP);
    for (int value : values) {
      encoder.writeInt(value);
    }
    return PageBytes.of(encoder.toBytes()).toArray();
  }

  private static long mask(int width) {
    return width == 0 ? 0 : -1L >>> (Long.SIZE - width);
  }

  /** The bytes in the middle of others, which must not be read. */
  private static PageBytes page(byte[] bytes) {
    byte[] all = new byte[bytes.length + 20];
    Arrays.fill(all, (byte) -1);
    System.arraycopy(bytes, 0, all, 3, bytes.length);
    return new PageBytes(all, 3, 3 + bytes.length);
  }

  @FunctionalInterface
  private interface Reading {
    void read() throws IOException;
  }
}
