package io.towtank.scenarios.spark;

import io.towtank.text.InputException;
import io.towtank.workloads.input.LineCount;
import io.towtank.workloads.input.TablePart;
import io.towtank.workloads.input.TraceFile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Cuts large files between lines. Lines are counted first, so that messages still name them; a file
 * that has quotes stays whole, for a line end may stand between them.
 */
final class FileCuts {
  private final JavaSparkContext spark;
  private final long partBytes;

  FileCuts(JavaSparkContext spark, long partBytes) {
    this.spark = spark;
    this.partBytes = partBytes;
  }

  List<TablePart> cut(List<TablePart> parts) {
    List<Stretch> stretches = new ArrayList<>();
    for (int part = 0; part < parts.size(); part++) {
      TablePart whole = parts.get(part);
      long size = whole.isCuttable() ? size(whole.path()) : 0;
      for (long from = 0; size > partBytes && from < size; from += partBytes) {
        stretches.add(
            new Stretch(part, whole.path().toString(), from, Math.min(size, from + partBytes)));
      }
    }
    if (stretches.isEmpty()) {
      return checked(parts);
    }
    Map<Integer, List<LineCount>> countsByPart = new TreeMap<>();
    List<byte[]> tasks = stretches.stream().map(SerialBytes::of).toList();
    List<byte[]> counts = spark.parallelize(tasks, tasks.size()).map(FileCuts::count).collect();
    for (int i = 0; i < counts.size(); i++) {
      countsByPart
          .computeIfAbsent(stretches.get(i).part, unused -> new ArrayList<>())
          .add(SerialBytes.read(counts.get(i), LineCount.class));
    }
    List<TablePart> all = new ArrayList<>();
    for (int part = 0; part < parts.size(); part++) {
      List<LineCount> ofPart = countsByPart.getOrDefault(part, List.of());
      if (ofPart.isEmpty() || !ofPart.stream().allMatch(LineCount::isPlain)) {
        all.add(parts.get(part));
      } else {
        all.addAll(stretches(parts.get(part), ofPart));
      }
    }
    return checked(all);
  }

  private static List<TablePart> stretches(TablePart part, List<LineCount> counts) {
    List<TablePart> stretches = new ArrayList<>();
    long lines = 0;
    long rows = 0;
    for (LineCount count : counts) {
      if (count.lines() > 0) {
        stretches.add(part.stretch(count.fromByte(), count.toByte(), lines, rows));
      }
      lines += count.lines();
      rows += count.rows();
    }
    return stretches;
  }

  private static List<TablePart> checked(List<TablePart> parts) {
    if (parts.size() > Place.PARTS_MAX) {
      throw new InputException(
          "the trace has " + parts.size() + " parts, expected at most " + Place.PARTS_MAX);
    }
    return parts;
  }

  private static byte[] count(byte[] task) throws IOException {
    Stretch stretch = SerialBytes.read(task, Stretch.class);
    return SerialBytes.of(LineCount.of(Path.of(stretch.file), stretch.from, stretch.to));
  }

  /** Size of a file that may be cut; 0 for any other. */
  private static long size(Path file) {
    try {
      return Files.isRegularFile(file) && !TraceFile.isCompressed(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      // Whoever opens it says what is wrong.
      return 0;
    }
  }

  private record Stretch(int part, String file, long from, long to) implements Serializable {}
}
