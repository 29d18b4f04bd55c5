package io.towtank.scenarios.cli;

import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.scenarios.load.Services;
import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceFormats;
import io.towtank.workloads.TraceOptions;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The trace that a command reads, and how it is to be read. */
final class TraceArguments {
  @Parameters(
      index = "0",
      paramLabel = "TRACE",
      description =
          "A trace; or a scenario file (.yaml, .yml), which stands for the pods of its workload.")
  private String trace = "";

  @Option(
      names = "--trace-format",
      paramLabel = "FORMAT",
      completionCandidates = Candidates.TraceFormats.class,
      description =
          "The trace's format; guessed where the file's name ends in a format's name, as in"
              + " jobs.swf or jobs.swf.gz.")
  private @Nullable String format;

  @Option(
      names = "--option",
      paramLabel = "NAME=VALUE",
      description = "An option of the format; may be repeated.")
  private Map<String, String> options = new LinkedHashMap<>();

  @Option(
      names = "--scale",
      paramLabel = "RESOURCE=AMOUNT",
      description = "What 1.0 of a normalised resource is, such as cpu=64; may be repeated.")
  private Map<String, String> scale = new LinkedHashMap<>();

  @Option(
      names = "--nodes",
      paramLabel = "FILE",
      description = "The trace's node list, where the format has one of its own.")
  private @Nullable String nodes;

  @Option(
      names = "--replay",
      paramLabel = "MODE",
      defaultValue = "timed",
      description = "'timed' (the default) or 'arrival-only'.")
  private String replay = "timed";

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Leave out pods that arrive before this time of the trace, such as 30d.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Leave out pods that arrive at this time of the trace or later.")
  private @Nullable String to;

  @Option(
      names = "--max-pods",
      paramLabel = "N",
      description = "Take so many pods at most; a workflow that has begun is not cut.")
  private @Nullable String maxPods;

  @Option(
      names = "--sample",
      paramLabel = "SHARE",
      description = "Take this share of the jobs, 0 to 1, each with all its pods.")
  private @Nullable String sample;

  /**
   * A trace file and how it is read.
   *
   * @param format its format
   * @param path file or folder
   * @param options how it is read
   */
  record Trace(TraceFormat format, Path path, TraceOptions options) {}

  /** The trace. */
  TraceSource source() {
    return source(trace, format, allOptions());
  }

  /**
   * The trace as a file.
   *
   * @throws InputException if it is a scenario
   */
  Trace trace() {
    if (format == null && isScenario(trace)) {
      throw new InputException(trace + ": is a scenario; expected a trace");
    }
    return trace(trace, format, allOptions());
  }

  /** The options of the format, and those of all formats by their own names. */
  private Map<String, String> allOptions() {
    Map<String, String> all = new LinkedHashMap<>(options);
    put(all, TraceOptions.FROM, from);
    put(all, TraceOptions.TO, to);
    put(all, TraceOptions.MAX_PODS, maxPods);
    put(all, TraceOptions.SAMPLE, sample);
    return all;
  }

  private static void put(Map<String, String> all, String name, @Nullable String value) {
    if (value != null) {
      all.put(name, value);
    }
  }

  /**
   * Another trace, read as this one is where nothing else is said.
   *
   * @param otherFormat its format; null for one that its name tells, or this one's
   */
  TraceSource other(String file, @Nullable String otherFormat) {
    if (otherFormat != null) {
      return source(file, otherFormat, Map.of());
    }
    return isScenario(file) || guess(file) != null
        ? source(file, null, Map.of())
        : source(file, format, allOptions());
  }

  /** The node list; null where none is named. */
  @Nullable Path nodes() {
    return nodes == null ? null : OutputArguments.path("--nodes", nodes);
  }

  /** Says that a node list has no effect, for commands that look at pods only. */
  void warnOfNodes(PrintWriter err) {
    if (nodes != null) {
      err.println("towtank: warning: --nodes has no effect here: only pods are looked at");
    }
  }

  private TraceSource source(
      String file, @Nullable String formatName, Map<String, String> formatOptions) {
    if (formatName == null && isScenario(file)) {
      return TraceSource.ofScenario(file, ScenarioLoader.load(file));
    }
    Trace found = trace(file, formatName, formatOptions);
    return TraceSource.ofTrace(file, found.path, found.format, found.options);
  }

  private Trace trace(String file, @Nullable String formatName, Map<String, String> formatOptions) {
    Path path = OutputArguments.path("TRACE", file);
    if (!Files.exists(path)) {
      throw new InputException(file + ": no such file or folder; expected a trace");
    }
    String name = formatName == null ? guess(file) : formatName;
    if (name == null) {
      throw new InputException(
          file
              + ": can't tell its format from its name; expected --trace-format with one of "
              + String.join(", ", Services.formats().keySet()));
    }
    SortedMap<String, String> sorted = new TreeMap<>(formatOptions);
    TraceFormat found = TraceFormats.named(name);
    TraceOptions traceOptions =
        TraceOptions.of(ReplayMode.parse(replay), sorted).withScale(new TreeMap<>(scale));
    traceOptions.requireKnownTo(found);
    return new Trace(found, path, traceOptions);
  }

  private static boolean isScenario(String file) {
    String lower = file.toLowerCase(Locale.ROOT);
    return lower.endsWith(".yaml") || lower.endsWith(".yml");
  }

  /** The format that claims the file, or is named like its ending. */
  private static @Nullable String guess(String file) {
    Path path = OutputArguments.path("TRACE", file);
    for (TraceFormat each : TraceFormats.all()) {
      if (each.claims(path)) {
        return each.name();
      }
    }
    String name = file.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zst)$", "");
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return Services.formats().containsKey(ending) ? ending : null;
  }
}
