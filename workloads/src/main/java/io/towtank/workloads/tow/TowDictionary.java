package io.towtank.workloads.tow;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Values of a column in a group of rows, by their numbers. Texts are made once.
 *
 * @param size how many there are
 * @param texts them, if they are texts
 * @param numbers them, if they are numbers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and read for each row
record TowDictionary(int size, String[] texts, long[] numbers) {
  /** Of a column that has none. */
  static final TowDictionary NONE = new TowDictionary(0, new String[0], new long[0]);

  /** Bytes of a value at least: the length of a text, or a number. */
  private static final int VALUE_BYTES = Integer.BYTES;

  /** Whether a column holds texts. */
  static boolean isText(ColumnDescriptor column) {
    return column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
  }

  /** Whether a column's numbers have 32 bits. */
  static boolean isInt32(ColumnDescriptor column) {
    return column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT32;
  }

  static TowDictionary of(DictionaryPage page, ColumnDescriptor column) throws IOException {
    int size = page.getDictionarySize();
    if (size < 0 || size > page.getBytes().size() / VALUE_BYTES) {
      throw new IOException("a dictionary of " + size + " values is larger than its page");
    }
    Dictionary values = page.getEncoding().initDictionary(column, page);
    if (isText(column)) {
      String[] texts = new String[size];
      for (int i = 0; i < size; i++) {
        texts[i] = values.decodeToBinary(i).toStringUsingUTF8();
      }
      return new TowDictionary(size, texts, NONE.numbers);
    }
    boolean isInt32 = isInt32(column);
    long[] numbers = new long[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = isInt32 ? values.decodeToInt(i) : values.decodeToLong(i);
    }
    return new TowDictionary(size, NONE.texts, numbers);
  }
}
