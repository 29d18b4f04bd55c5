package io.towtank.reports.playback;

import io.towtank.model.ResourceNames;
import io.towtank.record.LoadHistory;
import io.towtank.record.NodeDescription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** How full nodes were at most in each of a number of intervals, for pages that leave pods out. */
final class Frames {
  private static final int THOUSAND = 1000;

  private final LoadHistory loads;
  private final PageResources resources;
  private final List<NodeDescription> nodes;
  private final int[] loadOf;
  private final int merged;

  /**
   * The loads of these nodes.
   *
   * @param cellsMax how many amounts there may be
   */
  Frames(LoadHistory loads, int cellsMax, PageResources resources, List<NodeDescription> nodes) {
    this.loads = loads;
    this.resources = resources;
    this.nodes = nodes;
    Map<String, Integer> numbers = new HashMap<>();
    loads.nodes().forEach(name -> numbers.put(name, numbers.size()));
    loadOf = nodes.stream().mapToInt(node -> numbers.getOrDefault(node.name(), -1)).toArray();
    long perFrame = (long) Math.max(1, nodes.size()) * (1 + resources.all().size());
    int framesMax = (int) Math.max(2, cellsMax / perFrame);
    int together = 1;
    while ((loads.frames() + together - 1) / together > framesMax) {
      together *= 2;
    }
    merged = together;
  }

  int count() {
    return (loads.frames() + merged - 1) / merged;
  }

  /** The longest of the intervals, the last of which ends with the run. */
  long longestNanos(long endNanos) {
    long longest = 0;
    for (int f = 0; f < count(); f++) {
      long end = f + 1 < count() ? beginNanos(f + 1) : endNanos;
      longest = Math.max(longest, end - beginNanos(f));
    }
    return longest;
  }

  private long beginNanos(int frame) {
    return loads.beginNanos(frame * merged);
  }

  void write(JsonGenerator json, TimeUnits times) {
    json.writeObjectPropertyStart("frames");
    json.writeArrayPropertyStart("time");
    for (int f = 0; f < count(); f++) {
      json.writeNumber(times.of(beginNanos(f)));
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("allocated");
    for (PageResources.Resource resource : resources.all()) {
      boolean isPods = resource.name().equals(ResourceNames.PODS);
      int column = loads.resources().indexOf(resource.name());
      write(json, isPods ? this::podThousandths : (f, n) -> thousandths(f, n, column));
    }
    json.writeEndArray();
    json.writeName("pods");
    write(json, this::pods);
    json.writeEndObject();
  }

  /** An amount on a node in one of the merged frames. */
  private interface Cell {
    int at(int frame, int node);
  }

  private void write(JsonGenerator json, Cell cell) {
    json.writeStartArray();
    for (int f = 0; f < count(); f++) {
      json.writeStartArray();
      for (int n = 0; n < loadOf.length; n++) {
        json.writeNumber(cell.at(f, n));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private int thousandths(int frame, int node, int column) {
    int most = 0;
    int load = loadOf[node];
    for (int f = frame * merged; f < end(frame) && load >= 0 && column >= 0; f++) {
      most = Math.max(most, loads.thousandths(f, load, column));
    }
    return most;
  }

  private int pods(int frame, int node) {
    int most = 0;
    int load = loadOf[node];
    for (int f = frame * merged; f < end(frame) && load >= 0; f++) {
      most = Math.max(most, loads.pods(f, load));
    }
    return most;
  }

  private int podThousandths(int frame, int node) {
    long[] amounts = resources.of(nodes.get(node));
    long allocatable = amounts[amounts.length - 1];
    return allocatable <= 0 ? 0 : (int) (THOUSAND * (long) pods(frame, node) / allocatable);
  }

  private int end(int frame) {
    return Math.min(loads.frames(), (frame + 1) * merged);
  }
}
