package io.towtank.workloads.failures;

import io.towtank.fault.MachineEvent;
import io.towtank.text.InputException;
import io.towtank.text.Shown;
import io.towtank.workloads.MachineTrace;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.JsonProblem;
import io.towtank.workloads.input.TraceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the {@code machine_events} of Google's ClusterData 2019, as BigQuery exports them: one JSON
 * object a line, numbers as texts, fields that are 0 or not known left out, lines in any order.
 *
 * <p>Time is in microseconds; the trace begins at 600 s, and 0 stands for before. Source: Google,
 * "Google cluster-usage traces v3".
 */
public final class GoogleMachineEvents {
  private static final int ROWS_MAX = 20_000_000;
  private static final int TEXT_CHARS_MAX = 1000;
  private static final int NUMBER_CHARS_MAX = 30;
  private static final int DEPTH_MAX = 10;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxNumberLength(NUMBER_CHARS_MAX)
                          .maxStringLength(TEXT_CHARS_MAX)
                          .build())
                  .build())
          .build();

  private final Path file;
  private final JsonParser parser;

  private GoogleMachineEvents(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * Reads a file.
   *
   * @param accounts told what becomes of its rows
   * @throws InputException if it can't be read, or no machine is left
   */
  public static MachineTrace read(Path file, MachineTraceOptions options, TraceAccounts accounts) {
    List<MachineRow> rows = new ArrayList<>();
    try (InputStream bytes = TraceFile.open(file, "a line of JSON");
        JsonParser parser = MAPPER.createParser(bytes)) {
      GoogleMachineEvents reader = new GoogleMachineEvents(file, parser);
      for (SortedMap<String, String> line = reader.next(); line != null; line = reader.next()) {
        MachineRow row = reader.row(line, accounts);
        if (row != null) {
          rows.add(row);
        }
        if (rows.size() > ROWS_MAX) {
          throw new InputException(file + ": more than " + ROWS_MAX + " machine events");
        }
      }
    } catch (IOException e) {
      throw new InputException(file + ": " + TraceFile.reason(file, e), e);
    }
    return new MachineTraceBuilder(file, options, accounts).build(rows);
  }

  /** The fields of the next object, those of objects within it as {@code outer.inner}. */
  private @Nullable SortedMap<String, String> next() {
    try {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return null;
      }
      if (token != JsonToken.START_OBJECT) {
        throw problem("expected an object on each line");
      }
      SortedMap<String, String> fields = new TreeMap<>();
      readObject("", fields);
      return fields;
    } catch (JacksonException e) {
      throw new InputException(at() + ": no valid JSON: " + JsonProblem.of(e), e);
    }
  }

  private void readObject(String prefix, SortedMap<String, String> fields) {
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      switch (parser.nextToken()) {
        case START_OBJECT -> readObject(prefix + name + ".", fields);
        case START_ARRAY -> throw problem("found a list in '" + Shown.plain(name) + "'");
        case VALUE_NULL -> {}
        default -> {
          if (fields.put(prefix + name, parser.getString()) != null) {
            throw problem("'" + Shown.plain(name) + "' is there twice");
          }
        }
      }
    }
  }

  private @Nullable MachineRow row(SortedMap<String, String> fields, TraceAccounts accounts) {
    long micros = number(fields, "time", "0");
    long machine = number(fields, "machine_id", "0");
    MachineEvent.Kind kind = kind(fields.getOrDefault("type", "0"));
    if (kind == null) {
      accounts.drop("type of event not known");
      return null;
    }
    if (machine <= 0) {
      accounts.drop("no machine, or one of no cell");
      return null;
    }
    if (micros < 0 || micros == Long.MAX_VALUE) {
      accounts.drop("after the trace's end");
      return null;
    }
    return new MachineRow(
        parser.currentLocation().getLineNr(),
        micros,
        machine,
        kind,
        fields.getOrDefault("switch_id", ""),
        fields.getOrDefault("platform_id", ""),
        share(fields, "capacity.cpus"),
        share(fields, "capacity.memory"));
  }

  /** Source: the trace's {@code machine_events} schema; 0 is unknown. */
  private MachineEvent.@Nullable Kind kind(String type) {
    return switch (type) {
      case "0", "UNKNOWN" -> null;
      case "1", "ADD" -> MachineEvent.Kind.ADD;
      case "2", "REMOVE" -> MachineEvent.Kind.REMOVE;
      case "3", "UPDATE" -> MachineEvent.Kind.UPDATE;
      default ->
          throw problem("type: found " + Shown.quoted(type) + ", expected a number from 0 to 3");
    };
  }

  private long number(SortedMap<String, String> fields, String name, String absent) {
    String text = fields.getOrDefault(name, absent);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw problem(name + ": found " + Shown.quoted(text) + ", expected a whole number");
    }
  }

  private double share(SortedMap<String, String> fields, String name) {
    String text = fields.getOrDefault(name, "0");
    try {
      double share = Double.parseDouble(text);
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw problem(name + ": found " + Shown.quoted(text) + ", expected a number from 0 to 1");
  }

  private InputException problem(String what) {
    return new InputException(at() + ": " + what);
  }

  private String at() {
    return file + ":" + parser.currentLocation().getLineNr();
  }
}
