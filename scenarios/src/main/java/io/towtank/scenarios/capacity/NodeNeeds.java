package io.towtank.scenarios.capacity;

import io.towtank.metrics.LowerBounds;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.PodSpecText;
import io.towtank.model.ResourceIndex;
import io.towtank.scenarios.run.ClusterState;
import io.towtank.scheduling.Informers;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.text.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What any nodes of some types must have so that a workload can run on them: lower bounds that hold
 * whatever schedules it.
 *
 * <p>A pod that arrives at a, may wait for w and runs for d, occupies a node from a + w to a + d
 * for sure; at each moment the pods that do so must have room. For each set of types on which alone
 * some pods can run, and each resource, this gives a sum that the nodes must reach, and the number
 * of pods of which no two share a node.
 */
final class NodeNeeds {
  private static final int MASKS_MAX = 64;

  /** Pods that want the same. */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  private record Shape(long[] taken, long types) {}

  private record Interval(long startNanos, long endNanos, int shape) {}

  private record Event(long timeNanos, int sign, int shape) {}

  private final ClusterState state;
  private final List<NodeTypeSpec> types;
  private final StaticRefusals refusals;
  private final CountedResources counted;
  private final Map<String, Integer> shapeBySpec = new HashMap<>();
  private final List<Shape> shapes = new ArrayList<>();
  private final List<Interval> intervals = new ArrayList<>();
  private @Nullable PodSpec lastSpec;
  private int lastShape;
  private long pods;

  NodeNeeds(ClusterState state, List<NodeTypeSpec> types) {
    this.state = state;
    this.types = types;
    List<Node> samples = new ArrayList<>();
    for (NodeTypeSpec type : types) {
      int count = Math.max(1, type.zones().size());
      for (int number = 1; number <= count; number++) {
        samples.add(type.group(count).node(number));
      }
    }
    refusals = new StaticRefusals(state, Informers.of(state.api(), 0), samples);
    counted = new CountedResources(state.profiles());
  }

  /**
   * A pod of the workload.
   *
   * @param startNanos from when on it has a node for sure
   * @param endNanos until when; a pod that is on none for sure has an end no later than its start
   * @throws InputException if it fits no type
   */
  void add(Pod pod, long startNanos, long endNanos) {
    if (!pod.spec().equals(lastSpec)) {
      lastSpec = pod.spec();
      String text = PodSpecText.of(pod.spec());
      Integer known = shapeBySpec.get(text);
      if (known == null) {
        known = shapes.size();
        shapes.add(shape(pod, text));
        shapeBySpec.put(text, known);
      }
      lastShape = known;
    }
    pods++;
    if (startNanos < endNanos) {
      intervals.add(new Interval(startNanos, endNanos, lastShape));
    }
  }

  /** How many pods there are. */
  long pods() {
    return pods;
  }

  private Shape shape(Pod pod, String text) {
    long able = 0;
    // Names of nodes, or labels with them, are not known before there are nodes.
    boolean namesNodes = text.contains("kubernetes.io/hostname") || text.contains("metadata.name");
    Set<String> refusing = namesNodes ? new TreeSet<>() : refusals.of(pod);
    int at = 0;
    for (NodeTypeSpec type : types) {
      int count = Math.max(1, type.zones().size());
      for (int number = 1; number <= count; number++) {
        if (!refusing.contains(type.group(count).node(number).name())) {
          able |= 1L << at;
        }
      }
      at++;
    }
    if (able == 0) {
      throw new InputException(
          state.shown() + ": pod " + pod.key() + " fits none of the node types, even empty ones");
    }
    return new Shape(counted.taken(refusals.empty().info(pod), refusals.empty().resources()), able);
  }

  /** Which types can take every pod of the workload, by position. */
  boolean[] takesAll() {
    boolean[] all = new boolean[types.size()];
    for (int i = 0; i < all.length; i++) {
      int type = i;
      all[i] = shapes.stream().allMatch(shape -> (shape.types() & 1L << type) != 0);
    }
    return all;
  }

  /** The largest that something was, and when. */
  private static final class Peak {
    private long now;
    private long most;
    private long whenNanos;

    void add(long amount, long timeNanos) {
      now += amount;
      if (now > most) {
        most = now;
        whenNanos = timeNanos;
      }
    }
  }

  /** All that has to be covered. */
  record Needs(List<Covering.Row> rows, List<SharedNothing> alone) {}

  /**
   * A bound for nodes of one type alone.
   *
   * @param fewest the fewest nodes
   */
  record SharedNothing(int type, String resource, int fewest) {}

  /** Works out the bounds. */
  Needs needs() {
    List<Event> events = new ArrayList<>(2 * intervals.size());
    for (Interval interval : intervals) {
      events.add(new Event(interval.startNanos(), 1, interval.shape()));
      if (interval.endNanos() != Long.MAX_VALUE) {
        events.add(new Event(interval.endNanos(), -1, interval.shape()));
      }
    }
    events.sort(
        (a, b) ->
            a.timeNanos() != b.timeNanos()
                ? Long.compare(a.timeNanos(), b.timeNanos())
                : Integer.compare(a.sign(), b.sign()));
    Set<Long> masks = new TreeSet<>();
    masks.add((1L << types.size()) - 1);
    for (Shape shape : shapes) {
      if (masks.size() < MASKS_MAX) {
        masks.add(shape.types());
      }
    }
    List<Covering.Row> rows = new ArrayList<>();
    List<SharedNothing> alone = new ArrayList<>();
    for (long mask : masks) {
      rows(mask, events, rows, alone);
    }
    countedRows(events, rows);
    return new Needs(rows, alone);
  }

  /** How many pods of at least some size there are, against how many a node holds. */
  private void countedRows(List<Event> events, List<Covering.Row> rows) {
    int width = refusals.empty().resources().size();
    SizeClasses classes = new SizeClasses(shapes.stream().map(Shape::taken).toList(), width);
    List<int[]> classesOf = new ArrayList<>();
    long[] able = new long[classes.count()];
    for (Shape shape : shapes) {
      int[] all = classes.of(shape.taken());
      classesOf.add(all);
      for (int each : all) {
        able[each] |= shape.types();
      }
    }
    Peak[] peaks = peaks(classes.count());
    for (Event event : events) {
      for (int each : classesOf.get(event.shape())) {
        peaks[each].add(event.sign(), event.timeNanos());
      }
    }
    long[][] capacity = capacities((1L << types.size()) - 1, width);
    for (int k = 0; k < peaks.length; k++) {
      long[] held = new long[types.size()];
      boolean isBounded = true;
      for (int i = 0; i < held.length; i++) {
        held[i] = (able[k] & 1L << i) == 0 ? 0 : classes.held(k, capacity[i]);
        isBounded &= held[i] < Long.MAX_VALUE;
      }
      if (isBounded && peaks[k].most > 0) {
        rows.add(new Covering.Row("pods of like size", held, peaks[k].most));
      }
    }
  }

  private void rows(
      long mask, List<Event> events, List<Covering.Row> rows, List<SharedNothing> alone) {
    ResourceIndex resources = refusals.empty().resources();
    int width = resources.size();
    long[][] capacity = capacities(mask, width);
    long[] largest = new long[width];
    for (long[] one : capacity) {
      for (int r = 0; r < width; r++) {
        largest[r] = Math.max(largest[r], one[r]);
      }
    }
    Peak[] sums = peaks(width);
    Peak[] big = peaks(width);
    for (Event event : events) {
      Shape shape = shapes.get(event.shape());
      if ((shape.types() & ~mask) != 0) {
        continue;
      }
      for (int r = 0; r < shape.taken().length; r++) {
        long taken = shape.taken()[r];
        if (taken > 0) {
          sums[r].add(event.sign() * taken, event.timeNanos());
          if (taken > largest[r] - taken) {
            big[r].add(event.sign(), event.timeNanos());
          }
        }
      }
    }
    for (int r = 0; r < width; r++) {
      String name = resources.name(r);
      if (sums[r].most > 0) {
        long[] amounts = new long[types.size()];
        long[] ones = new long[types.size()];
        for (int i = 0; i < amounts.length; i++) {
          amounts[i] = capacity[i][r];
          ones[i] = (mask & 1L << i) != 0 ? 1 : 0;
        }
        rows.add(new Covering.Row("sum of " + name, amounts, sums[r].most));
        if (big[r].most > 0) {
          rows.add(new Covering.Row("pods above half a node's " + name, ones, big[r].most));
        }
        if (mask == (1L << types.size()) - 1) {
          alone(r, name, sums[r].whenNanos, capacity, alone);
        }
      }
    }
  }

  private static Peak[] peaks(int width) {
    Peak[] peaks = new Peak[width];
    for (int i = 0; i < width; i++) {
      peaks[i] = new Peak();
    }
    return peaks;
  }

  /** What one node of each type of the set has; nothing of the others. */
  private long[][] capacities(long mask, int width) {
    long[][] capacity = new long[types.size()][width];
    List<? extends NodeInfo> samples = refusals.empty().algorithm().cache().all();
    int at = 0;
    for (int i = 0; i < capacity.length; i++) {
      if ((mask & 1L << i) != 0) {
        for (int r = 0; r < width; r++) {
          capacity[i][r] = samples.get(at).allocatable(r);
        }
      }
      at += Math.max(1, types.get(i).zones().size());
    }
    return capacity;
  }

  /** L2 at the moment when most of the resource is wanted, for each type alone. */
  private void alone(
      int resource, String name, long whenNanos, long[][] capacity, List<SharedNothing> alone) {
    SortedMap<Long, Integer> countBySize = new TreeMap<>();
    for (Interval interval : intervals) {
      long[] taken = shapes.get(interval.shape()).taken();
      if (interval.startNanos() <= whenNanos
          && whenNanos < interval.endNanos()
          && resource < taken.length
          && taken[resource] > 0) {
        countBySize.merge(taken[resource], 1, Integer::sum);
      }
    }
    for (int i = 0; i < capacity.length; i++) {
      if (capacity[i][resource] > 0 && capacity[i][resource] >= countBySize.lastKey()) {
        alone.add(
            new SharedNothing(
                i, name, LowerBounds.martelloTothL2(countBySize, capacity[i][resource])));
      }
    }
  }
}
