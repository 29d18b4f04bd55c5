package io.towtank.workloads.azurepacking;

import io.towtank.text.InputException;
import io.towtank.text.Shown;
import io.towtank.workloads.input.TraceFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** The trace's file, opened for reading alone. A value has 100,000 bytes at most. */
final class PackingDatabase implements Closeable {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final String VALUE_BYTES_MAX = "100000";

  private final Path file;
  private final Connection connection;

  private PackingDatabase(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens a file.
   *
   * @throws InputException if it can't be opened or is no SQLite file
   */
  static PackingDatabase open(Path file) {
    requireSqlite(file);
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setPragma(SQLiteConfig.Pragma.LIMIT_LENGTH, VALUE_BYTES_MAX);
    try {
      return new PackingDatabase(
          file, config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
    } catch (SQLException e) {
      throw new InputException(file + ": the database can't be read" + detail(e), e);
    }
  }

  /** The rows of a table, one after the other. */
  Table table(String name, String columns) {
    Statement statement = null;
    try {
      statement = connection.createStatement();
      return new Table(
          file,
          name,
          statement,
          statement.executeQuery("SELECT " + columns + " FROM " + name + " ORDER BY rowid"));
    } catch (SQLException e) {
      InputException problem =
          new InputException(
              file
                  + ": table '"
                  + name
                  + "' with columns "
                  + columns
                  + " can't be read"
                  + detail(e),
              e);
      closeQuietly(statement, problem);
      throw problem;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private static void requireSqlite(Path file) {
    try (InputStream bytes = TraceFile.open(file, "an SQLite database")) {
      if (!Arrays.equals(bytes.readNBytes(MAGIC.length), MAGIC)) {
        throw new InputException(file + ": no SQLite database");
      }
    } catch (IOException e) {
      throw new InputException(file + ": " + TraceFile.reason(file, e), e);
    }
  }

  private static String detail(SQLException e) {
    return e.getMessage() == null ? "" : " (" + Shown.sentence(e.getMessage()) + ")";
  }

  private static void closeQuietly(@Nullable Statement statement, Exception cause) {
    if (statement != null) {
      try {
        statement.close();
      } catch (SQLException e) {
        cause.addSuppressed(e);
      }
    }
  }

  /** Rows of a table; a value is read by its column's number, from 1. */
  static final class Table implements Closeable {
    private final Path file;
    private final String name;
    private final Statement statement;
    private final ResultSet rows;
    private long row;

    private Table(Path file, String name, Statement statement, ResultSet rows) {
      this.file = file;
      this.name = name;
      this.statement = statement;
      this.rows = rows;
    }

    /** Goes to the next row; false at the end. */
    boolean next() {
      try {
        row++;
        return rows.next();
      } catch (SQLException e) {
        throw broken(e);
      }
    }

    /** Whether there is no value. */
    boolean isNull(int column) {
      try {
        return rows.getObject(column) == null;
      } catch (SQLException e) {
        throw broken(e);
      }
    }

    /** A value as text; empty where there is none. */
    String text(int column) {
      try {
        String text = rows.getString(column);
        return text == null ? "" : text.strip();
      } catch (SQLException e) {
        throw broken(e);
      }
    }

    /** A number from min to max. */
    double number(int column, double min, double max) {
      try {
        Object value = rows.getObject(column);
        if (value instanceof Number number
            && number.doubleValue() >= min
            && number.doubleValue() <= max) {
          return number.doubleValue();
        }
        throw new InputException(
            "%s: column '%s': found %s, expected a number from %s to %s"
                .formatted(
                    position(),
                    rows.getMetaData().getColumnName(column),
                    value == null ? "nothing" : Shown.quoted(value.toString()),
                    min,
                    max));
      } catch (SQLException e) {
        throw broken(e);
      }
    }

    /** File, table and row, to begin a message with. */
    String position() {
      return file + ": table " + name + ", row " + row;
    }

    @Override
    public void close() throws IOException {
      try {
        statement.close();
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    private InputException broken(SQLException e) {
      return new InputException(position() + ": the database can't be read" + detail(e), e);
    }
  }
}
