package io.towtank.workloads.tow;

import java.nio.charset.StandardCharsets;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.jspecify.annotations.Nullable;

/** One column of the row that is read. Texts of a dictionary are made once for a group of rows. */
final class TowColumn extends PrimitiveConverter {
  private static final int NO_ID = -1;

  private final boolean isText;
  private @Nullable ColumnReader reader;
  private int levelOfValue;
  private String[] texts = new String[0];
  private int id = NO_ID;
  private long dictionary;
  private String text = "";
  private long number;
  private boolean hasValue;

  TowColumn(boolean isText) {
    this.isText = isText;
  }

  /** Forgets the dictionary of the group before. */
  void forget() {
    texts = new String[0];
  }

  /** Begins a group of rows; the reader is null where the column has no values at all. */
  void begin(@Nullable ColumnReader newReader) {
    reader = newReader;
    levelOfValue = newReader == null ? 0 : newReader.getDescriptor().getMaxDefinitionLevel();
    hasValue = false;
    id = NO_ID;
  }

  /** Goes without the reader if this text is all that there is: each row of the group has it. */
  void beginAll(String only) {
    if (texts.length == 1 && texts[0].equals(only)) {
      reader = null;
      hasValue = true;
      addValueFromDictionary(0);
    }
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

  /** Number of the text in its dictionary; below 0 where there is none. */
  int id() {
    return hasValue ? id : NO_ID;
  }

  /** Number of the dictionary: each has its own. */
  long dictionary() {
    return dictionary;
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
  public void setDictionary(Dictionary values) {
    dictionary++;
    texts = new String[values.getMaxId() + 1];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = values.decodeToBinary(i).toStringUsingUTF8();
    }
  }

  @Override
  public void addValueFromDictionary(int number) {
    id = number;
    text = texts[number];
  }

  @Override
  public void addBinary(Binary value) {
    id = NO_ID;
    text = new String(value.getBytesUnsafe(), StandardCharsets.UTF_8);
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
