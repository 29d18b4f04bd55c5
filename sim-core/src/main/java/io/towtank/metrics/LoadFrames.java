package io.towtank.metrics;

import io.towtank.model.ResourceIndex;
import io.towtank.record.LoadHistory;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How full nodes are at most in each of a number of equal stretches of time, in bounded memory:
 * when there are too many stretches, neighbours become one.
 *
 * <p>A pod that comes or goes costs O(resources); a stretch costs O(nodes).
 */
final class LoadFrames {
  private static final int CELLS_MAX = 1_500_000;
  private static final int FRAMES_MIN = 8;
  private static final int FRAMES_MAX = 240;
  private static final int RESOURCES_MAX = 4;
  private static final int THOUSAND = 1000;
  private static final long FIRST_INTERVAL_NANOS = 1 << 20;

  private final ResourceIndex index;
  private final long startNanos;
  private final Map<String, Load> byName = new HashMap<>();
  private final List<Load> nodes = new ArrayList<>();
  private final List<char[]> frames = new ArrayList<>();
  private final List<Integer> resources = new ArrayList<>();
  private long intervalNanos = FIRST_INTERVAL_NANOS;
  private long frameEndNanos;

  /** Highest loads of the part of the open stretch that was a stretch of its own before. */
  private char @Nullable [] reopened;

  /** One node: what it has, what lies on it, and the most that lay on it in this stretch. */
  private static final class Load {
    private final String name;
    private final long[] allocatable = new long[RESOURCES_MAX];
    private final long[] allocated = new long[RESOURCES_MAX];
    private final long[] most = new long[RESOURCES_MAX];
    private int pods;
    private int podsMost;

    Load(String name) {
      this.name = name;
    }
  }

  LoadFrames(ResourceIndex index, long startNanos) {
    this.index = index;
    this.startNanos = startNanos;
    frameEndNanos = startNanos + intervalNanos;
    resources.add(ResourceIndex.CPU);
    resources.add(ResourceIndex.MEMORY);
  }

  /** A node is there, or has another size. */
  void describe(NodeAccount node, long nowNanos) {
    advance(nowNanos);
    for (int r = ResourceIndex.PODS + 1; r < node.resources(); r++) {
      if (node.allocatable(r) > 0 && resources.size() < RESOURCES_MAX && !resources.contains(r)) {
        resources.add(r);
      }
    }
    Load load = load(node.node().name());
    for (int i = 0; i < resources.size(); i++) {
      load.allocatable[i] = node.allocatable(resources.get(i));
    }
  }

  /** A pod comes (sign 1) or goes (sign -1). */
  void add(String nodeName, PodInfo pod, int sign, long nowNanos) {
    advance(nowNanos);
    Load load = load(nodeName);
    for (int i = 0; i < pod.requestCount(); i++) {
      int at = column(pod.requestResource(i));
      if (at >= 0) {
        load.allocated[at] += sign * pod.requestAmount(i);
        load.most[at] = Math.max(load.most[at], load.allocated[at]);
      }
    }
    load.pods += sign;
    load.podsMost = Math.max(load.podsMost, load.pods);
  }

  private int column(int resource) {
    for (int i = 0; i < resources.size(); i++) {
      if (resources.get(i) == resource) {
        return i;
      }
    }
    return -1;
  }

  private Load load(String name) {
    Load load = byName.get(name);
    if (load == null) {
      load = new Load(name);
      byName.put(name, load);
      nodes.add(load);
    }
    return load;
  }

  /** Ends all stretches that end at or before this instant. */
  private void advance(long nowNanos) {
    if (nowNanos < frameEndNanos) {
      return;
    }
    int framesMax = framesMax();
    while ((nowNanos - startNanos) / intervalNanos >= framesMax) {
      widen();
    }
    while (frameEndNanos <= nowNanos) {
      frames.add(close());
      frameEndNanos += intervalNanos;
    }
  }

  private int framesMax() {
    int cells = CELLS_MAX / ((1 + RESOURCES_MAX) * Math.max(1, nodes.size()));
    return Math.max(FRAMES_MIN, Math.min(FRAMES_MAX, cells));
  }

  /** Makes one stretch of every two; the open one, where it is a second, goes on from the first. */
  private void widen() {
    if (frames.size() % 2 == 1) {
      char[] last = frames.remove(frames.size() - 1);
      reopened = reopened == null ? last : higher(reopened, last);
    }
    List<char[]> merged = new ArrayList<>();
    for (int i = 0; i < frames.size(); i += 2) {
      merged.add(higher(frames.get(i), frames.get(i + 1)));
    }
    frames.clear();
    frames.addAll(merged);
    intervalNanos *= 2;
    frameEndNanos = startNanos + (frames.size() + 1) * intervalNanos;
  }

  private static char[] higher(char[] a, char[] b) {
    char[] high = Arrays.copyOf(a.length >= b.length ? a : b, Math.max(a.length, b.length));
    char[] other = a.length >= b.length ? b : a;
    for (int i = 0; i < other.length; i++) {
      high[i] = (char) Math.max(high[i], other[i]);
    }
    return high;
  }

  /** The stretch that is under way, which the next one follows. */
  private char[] close() {
    int width = 1 + RESOURCES_MAX;
    char[] frame = new char[nodes.size() * width];
    for (int n = 0; n < nodes.size(); n++) {
      Load load = nodes.get(n);
      frame[n * width] = cut(load.podsMost);
      for (int i = 0; i < RESOURCES_MAX; i++) {
        frame[n * width + 1 + i] = thousandths(load.most[i], load.allocatable[i]);
        load.most[i] = load.allocated[i];
      }
      load.podsMost = load.pods;
    }
    if (reopened != null) {
      frame = higher(frame, reopened);
      reopened = null;
    }
    return frame;
  }

  private static char thousandths(long amount, long allocatable) {
    return allocatable <= 0 ? 0 : cut(Math.round(THOUSAND * ((double) amount / allocatable)));
  }

  private static char cut(long value) {
    return (char) Math.max(0, Math.min(Character.MAX_VALUE, value));
  }

  /** All stretches, the last one cut off now. */
  LoadHistory finish(long nowNanos) {
    advance(nowNanos);
    frames.add(close());
    List<String> names = resources.stream().map(index::name).toList();
    int width = 1 + RESOURCES_MAX;
    List<char[]> narrow = new ArrayList<>();
    for (char[] frame : frames) {
      char[] kept = new char[frame.length / width * (1 + names.size())];
      for (int n = 0; n < frame.length / width; n++) {
        System.arraycopy(frame, n * width, kept, n * (1 + names.size()), 1 + names.size());
      }
      narrow.add(kept);
    }
    return new LoadHistory(
        startNanos, intervalNanos, nodes.stream().map(load -> load.name).toList(), names, narrow);
  }
}
