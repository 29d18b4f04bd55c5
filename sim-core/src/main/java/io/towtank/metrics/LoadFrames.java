package io.towtank.metrics;

import io.towtank.model.ResourceIndex;
import io.towtank.record.LoadHistory;
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
 * O(resources); of a stretch's O(nodes) all but a copy is for nodes that changed. Whoever changes
 * what lies on a node calls {@link #advance} before it and {@link #note} after.
 */
final class LoadFrames {
  private static final int CELLS_MAX = 1_500_000;
  private static final int FRAMES_MIN = 8;
  private static final int FRAMES_MAX = 240;
  private static final int RESOURCES_MAX = 4;
  private static final int WIDTH = 1 + RESOURCES_MAX;
  private static final int THOUSAND = 1000;
  private static final long FIRST_LENGTH_NANOS = 1 << 30;
  private static final long FIRST_CHANGES = 16;

  /**
   * Two neighbours that stay apart exceed a limit together, so there are at most 2 (changes /
   * changesMax + length / lengthMax) stretches; with this factor that is half of what may be.
   */
  private static final long GROWTH = 8;

  private final ResourceIndex index;
  private final Map<String, Integer> rowByName = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<NodeAccount> nodes = new ArrayList<>();

  /** For each node the most pods and the most of each resource that lay on it in this stretch. */
  private long[] most = new long[WIDTH];

  /** What each node would have in a stretch in which it does not change. */
  private char[] still = new char[WIDTH];

  /** Rows of the nodes that changed in this stretch, the first {@link #changedCount} of them. */
  private int[] changedRows = new int[1];

  private int changedCount;
  private boolean[] isChanged = new boolean[1];

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
    String name = node.node().name();
    Integer row = rowByName.get(name);
    if (row == null) {
      row = nodes.size();
      rowByName.put(name, row);
      names.add(name);
      nodes.add(node);
      if (most.length < nodes.size() * WIDTH) {
        int room = 2 * nodes.size();
        most = Arrays.copyOf(most, room * WIDTH);
        still = Arrays.copyOf(still, room * WIDTH);
        changedRows = Arrays.copyOf(changedRows, room);
        isChanged = Arrays.copyOf(isChanged, room);
      }
    } else {
      nodes.set(row, node);
    }
    node.loadRow = row;
    note(node);
  }

  /** More or less lies on a node than before. */
  void note(NodeAccount node) {
    if (!isChanged[node.loadRow]) {
      isChanged[node.loadRow] = true;
      changedRows[changedCount++] = node.loadRow;
    }
    int at = node.loadRow * WIDTH;
    most[at] = Math.max(most[at], node.pods());
    for (int i = 0; i < resources.size(); i++) {
      most[at + 1 + i] = Math.max(most[at + 1 + i], node.allocated(resources.get(i)));
    }
  }

  /** Something is about to change: ends the stretch if it is long enough. */
  void advance(long nowNanos) {
    if (nowNanos > lastChangeNanos) {
      // A stretch holds all nodes, and so much must have happened.
      boolean isFull =
          changes >= Math.max(changesMax, nodes.size())
              || lastChangeNanos - beginNanos >= lengthMaxNanos;
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
    int cells = CELLS_MAX / (WIDTH * Math.max(1, nodes.size()));
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
    char[] frame = Arrays.copyOf(still, nodes.size() * WIDTH);
    for (int c = 0; c < changedCount; c++) {
      int row = changedRows[c];
      NodeAccount node = nodes.get(row);
      show(row, node, frame);
      most[row * WIDTH] = node.pods();
      for (int i = 0; i < resources.size(); i++) {
        most[row * WIDTH + 1 + i] = node.allocated(resources.get(i));
      }
      show(row, node, still);
      isChanged[row] = false;
    }
    changedCount = 0;
    return frame;
  }

  private void show(int row, NodeAccount node, char[] frame) {
    int at = row * WIDTH;
    frame[at] = cut(most[at]);
    for (int i = 0; i < resources.size(); i++) {
      frame[at + 1 + i] = thousandths(most[at + 1 + i], node.allocatable(resources.get(i)));
    }
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
    int width = 1 + resources.size();
    List<LoadHistory.Stretch> stretches = new ArrayList<>();
    for (Frame frame : frames) {
      char[] loads = frame.loads();
      char[] kept = new char[loads.length / WIDTH * width];
      for (int n = 0; n < loads.length / WIDTH; n++) {
        System.arraycopy(loads, n * WIDTH, kept, n * width, width);
      }
      stretches.add(new LoadHistory.Stretch(frame.beginNanos(), kept));
    }
    return new LoadHistory(
        List.copyOf(names), resources.stream().map(index::name).toList(), stretches);
  }
}
