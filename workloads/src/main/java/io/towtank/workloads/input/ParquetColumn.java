package io.towtank.workloads.input;

import java.io.IOException;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * One column of a Parquet file as text. The values of a list have blanks between them, a value that
 * isn't there is empty, and times are in milliseconds since 1970.
 */
final class ParquetColumn {
  private static final int TEXT_CHARS_MAX = RowBuffer.FIELD_CHARS_MAX;

  private final StringBuilder text = new StringBuilder();
  private @Nullable ColumnReader reader;
  private long divisor = 1;

  /** Begins a group of rows. */
  void begin(ColumnReader newReader) {
    reader = newReader;
    LogicalTypeAnnotation logical =
        newReader.getDescriptor().getPrimitiveType().getLogicalTypeAnnotation();
    divisor = 1;
    if (logical instanceof TimestampLogicalTypeAnnotation time) {
      divisor =
          switch (time.getUnit()) {
            case MILLIS -> 1;
            case MICROS -> 1_000;
            case NANOS -> 1_000_000;
          };
    }
  }

  /** The value of the next row. */
  CharSequence next() throws IOException {
    ColumnReader from = reader;
    text.setLength(0);
    if (from == null) {
      return text;
    }
    int level = from.getDescriptor().getMaxDefinitionLevel();
    do {
      if (from.getCurrentDefinitionLevel() == level) {
        if (!text.isEmpty()) {
          text.append(' ');
        }
        append(from);
        if (text.length() > TEXT_CHARS_MAX) {
          throw new IOException("a value has more than " + TEXT_CHARS_MAX + " characters");
        }
      }
      from.consume();
    } while (from.getCurrentRepetitionLevel() > 0);
    return text;
  }

  private void append(ColumnReader from) throws IOException {
    PrimitiveType type = from.getDescriptor().getPrimitiveType();
    switch (type.getPrimitiveTypeName()) {
      case INT32 -> text.append(from.getInteger());
      case INT64 -> text.append(from.getLong() / divisor);
      case FLOAT -> text.append(from.getFloat());
      case DOUBLE -> text.append(from.getDouble());
      case BOOLEAN -> text.append(from.getBoolean());
      case BINARY -> text.append(from.getBinary().toStringUsingUTF8());
      default -> throw new IOException("a column of type " + type + " can't be read");
    }
  }

  /** A converter that takes nothing, of the shape that a type has. */
  static Converter shape(Type type) {
    return type.isPrimitive() ? new PrimitiveConverter() {} : new Group(type);
  }

  private static final class Group extends GroupConverter {
    private final Type type;

    private Group(Type type) {
      this.type = type;
    }

    @Override
    public Converter getConverter(int index) {
      return shape(type.asGroupType().getType(index));
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
