package io.towtank.metrics;

import io.towtank.model.ResourceIndex;
import io.towtank.record.LoadHistory;
import io.towtank.scheduling.framework.PodInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How full nodes are at most in each of a number of stretches of time, in bounded memory.
 *
 * <p>A stretch ends when it is long or when much has changed in it, whichever is first: so a busy
 * hour has many, and a quiet week few. When there are too many, both limits become what the run so
 * far needs, and neighbours that keep them together become one. A pod that comes or goes costs
 * O(resources); a stretch costs O(nodes).
 */
final class LoadFrames {
  private static final int CELLS_MAX = 1_500_000;
  private static final int FRAMES_MIN = 8;
  private static final int FRAMES_MAX = 240;
  private static final int RESOURCES_MAX = 4;
  private static final int THOUSAND = 1000;
  private static final long FIRST_LENGTH_NANOS = 1 << 20;
  private static final long FIRST_CHANGES = 16;

  /**
   * Two neighbours that stay apart exceed a limit together, so there are at most 2 (changes /
   * changesMax + length / lengthMax) stretches; with this factor that is half of what may be.
   */
  private static final long GROWTH = 8;

  private final ResourceIndex index;
  private final Map<String, Load> byName = new HashMap<>();
  private final List<Load> nodes = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();
  private final List<Integer> resources = new ArrayList<>();
  private long lengthMaxNanos = FIRST_LENGTH_NANOS;
  private long changesMax = FIRST_CHANGES;
  private long beginNanos;
  private long lastChangeNanos;
  private long changes;
  private long changesBefore;

  /** A stretch that has ended, and how often something changed in it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and changed by nobody
  private record Frame(long beginNanos, long changes, char[] loads) {}

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
    beginNanos = startNanos;
    lastChangeNanos = startNanos;
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

  /** Something is about to change: ends the stretch if it is long enough. */
  private void advance(long nowNanos) {
    if (nowNanos > lastChangeNanos) {
      boolean isFull = changes >= changesMax || lastChangeNanos - beginNanos >= lengthMaxNanos;
      // What is quiet for long stands by itself, or else it would look as busy as what came before.
      boolean isQuiet = nowNanos - lastChangeNanos > lengthMaxNanos;
      if (changes > 0 && (isFull || isQuiet)) {
        end(isQuiet ? lastChangeNanos + 1 : nowNanos);
      }
      if (nowNanos - beginNanos > lengthMaxNanos) {
        end(nowNanos);
      }
    }
    lastChangeNanos = nowNanos;
    changes++;
  }

  private void end(long endNanos) {
    frames.add(new Frame(beginNanos, changes, close()));
    changesBefore += changes;
    beginNanos = endNanos;
    changes = 0;
    int framesMax = framesMax();
    if (frames.size() > framesMax) {
      long elapsed = endNanos - frames.get(0).beginNanos();
      lengthMaxNanos = Math.max(lengthMaxNanos, GROWTH * (elapsed / framesMax + 1));
      changesMax = Math.max(changesMax, GROWTH * (changesBefore / framesMax + 1));
      mergeNeighbours();
    }
  }

  private int framesMax() {
    int cells = CELLS_MAX / ((1 + RESOURCES_MAX) * Math.max(1, nodes.size()));
    return Math.max(FRAMES_MIN, Math.min(FRAMES_MAX, cells));
  }

  private void mergeNeighbours() {
    List<Frame> before = List.copyOf(frames);
    frames.clear();
    Frame open = before.get(0);
    for (int i = 1; i < before.size(); i++) {
      Frame next = before.get(i);
      long end = i + 1 < before.size() ? before.get(i + 1).beginNanos() : beginNanos;
      if (end - open.beginNanos() <= lengthMaxNanos
          && open.changes() + next.changes() <= changesMax) {
        open =
            new Frame(
                open.beginNanos(),
                open.changes() + next.changes(),
                higher(open.loads(), next.loads()));
      } else {
        frames.add(open);
        open = next;
      }
    }
    frames.add(open);
  }

  private static char[] higher(char[] a, char[] b) {
    char[] high = Arrays.copyOf(a.length >= b.length ? a : b, Math.max(a.length, b.length));
    char[] other = a.length >= b.length ? b : a;
    for (int i = 0; i < other.length; i++) {
      high[i] = (char) Math.max(high[i], other[i]);
    }
    return high;
  }

  /** The highest loads of the stretch under way; the next one begins with what is there now. */
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
    boolean isQuiet = changes > 0 && nowNanos - lastChangeNanos > lengthMaxNanos;
    if (isQuiet) {
      end(lastChangeNanos + 1);
    }
    frames.add(new Frame(beginNanos, changes, close()));
    List<String> names = resources.stream().map(index::name).toList();
    int width = 1 + RESOURCES_MAX;
    List<LoadHistory.Stretch> stretches = new ArrayList<>();
    for (Frame frame : frames) {
      char[] loads = frame.loads();
      char[] kept = new char[loads.length / width * (1 + names.size())];
      for (int n = 0; n < loads.length / width; n++) {
        System.arraycopy(loads, n * width, kept, n * (1 + names.size()), 1 + names.size());
      }
      stretches.add(new LoadHistory.Stretch(frame.beginNanos(), kept));
    }
    return new LoadHistory(nodes.stream().map(load -> load.name).toList(), names, stretches);
  }
}
