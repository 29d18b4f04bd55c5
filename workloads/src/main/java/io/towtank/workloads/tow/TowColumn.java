package io.towtank.workloads.tow;

import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.jspecify.annotations.Nullable;

/** One column of the row that is read. Texts of a dictionary are made once for a group of rows. */
final class TowColumn extends PrimitiveConverter {
  private final boolean isText;
  private @Nullable ColumnReader reader;
  private int levelOfValue;
  private String[] texts = new String[0];
  private String text = "";
  private long number;
  private boolean hasValue;

  TowColumn(boolean isText) {
    this.isText = isText;
  }

  /** Begins a group of rows; the reader is null where the column has no values at all. */
  void begin(@Nullable ColumnReader newReader) {
    reader = newReader;
    levelOfValue = newReader == null ? 0 : newReader.getDescriptor().getMaxDefinitionLevel();
    hasValue = false;
  }

  /** Goes to the next row. */
  void read() {
    ColumnReader from = reader;
    if (from != null) {
      hasValue = from.getCurrentDefinitionLevel() == levelOfValue;
      if (hasValue) {
        from.writeCurrentValueToConverter();
      }
      from.consume();
    }
  }

  /** Whether the row has a value here. */
  boolean hasValue() {
    return hasValue;
  }

  /** The text; empty where there is none. */
  String text() {
    return hasValue ? text : "";
  }

  /** The number, or another one where there is none. */
  long number(long absent) {
    return hasValue ? number : absent;
  }

  @Override
  public boolean hasDictionarySupport() {
    return isText;
  }

  @Override
  public void setDictionary(Dictionary dictionary) {
    texts = new String[dictionary.getMaxId() + 1];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = dictionary.decodeToBinary(i).toStringUsingUTF8();
    }
  }

  @Override
  public void addValueFromDictionary(int id) {
    text = texts[id];
  }

  @Override
  public void addBinary(Binary value) {
    text = value.toStringUsingUTF8();
  }

  @Override
  public void addInt(int value) {
    number = value;
  }

  @Override
  public void addLong(long value) {
    number = value;
  }
}
