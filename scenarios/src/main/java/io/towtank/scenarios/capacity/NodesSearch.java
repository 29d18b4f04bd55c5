package io.towtank.scenarios.capacity;

import io.towtank.scenarios.run.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the fewest nodes of a type, and for the cheapest mix, on which a workload is scheduled.
 * Every answer was tried; lower bounds are worked out beside, and tell where to begin.
 *
 * <p>For one type the number grows in doubling steps from the bound until it is enough, and is then
 * bisected. For a mix, local search starts at the cheaper of the cheapest single type and a scaled
 * solution of the relaxed problem: nodes are taken away, or replaced by the fewest of another type
 * that meet all bounds, or a few more, as long as that is cheaper; the cheapest that is enough is
 * taken, until none is.
 */
final class NodesSearch {
  private static final double MICROS = 1e6;
  private static final int FURTHER = 2;

  private final List<NodeTypeSpec> types;
  private final long[] prices;
  private final int[] max;
  private final NodeNeeds.Needs needs;
  private final boolean[] takesAll;
  private final NodesTrial trial;
  private final int trialsMax;
  private final Progress progress;
  private final SortedMap<String, NodesTrial.Outcome> known = new TreeMap<>();
  private int mixTrials;
  private boolean isCut;

  NodesSearch(
      NodeTypes types, NodeNeeds needs, NodesTrial trial, int trialsMax, Progress progress) {
    this.types = types.types();
    this.trial = trial;
    this.trialsMax = trialsMax;
    this.progress = progress;
    this.needs = needs.needs();
    prices = types.pricesMicros();
    max = this.types.stream().mapToInt(NodeTypeSpec::max).toArray();
    takesAll = needs.takesAll();
  }

  /** How many different nodes were tried. */
  int trials() {
    return known.size();
  }

  /** Whether the search ended for want of trials. */
  boolean isCut() {
    return isCut;
  }

  private NodesTrial.Outcome tried(int[] counts) {
    String key = Arrays.toString(counts);
    NodesTrial.Outcome outcome = known.get(key);
    if (outcome == null) {
      outcome = trial.on(counts.clone());
      known.put(key, outcome);
      progress.update(known.size(), 0);
    }
    return outcome;
  }

  private int[] only(int type, int count) {
    int[] counts = new int[types.size()];
    counts[type] = count;
    return counts;
  }

  /** The fewest nodes of one type. */
  NodesReport.TypeResult single(int type) {
    NodeTypeSpec spec = types.get(type);
    if (!takesAll[type]) {
      return new NodesReport.TypeResult(
          spec.name(), spec.price(), null, null, 0, "", null, "some pods can't run on it");
    }
    long bound = 1;
    String by = "one pod";
    for (Covering.Row row : needs.rows()) {
      if (row.fewest(type) > bound) {
        bound = row.fewest(type);
        by = row.what();
      }
    }
    for (NodeNeeds.SharedNothing each : needs.alone()) {
      if (each.type() == type && each.fewest() > bound) {
        bound = each.fewest();
        by = "Martello-Toth L2 of " + each.resource();
      }
    }
    if (bound > max[type]) {
      return none(spec, bound, by, "the lower bound is above the " + max[type] + " that there are");
    }
    int low = (int) bound;
    int high = low;
    int step = 1;
    NodesTrial.Outcome outcome = tried(only(type, high));
    while (!outcome.fits()) {
      if (high == max[type]) {
        return none(spec, bound, by, "not on " + high + " either: " + outcome.why());
      }
      low = high + 1;
      high = Math.min(max[type], high + step);
      step *= 2;
      outcome = tried(only(type, high));
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tried(only(type, middle)).fits()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return new NodesReport.TypeResult(
        spec.name(),
        spec.price(),
        high,
        high * prices[type] / MICROS,
        bound,
        by,
        100.0 * (high - bound) / bound,
        "");
  }

  private static NodesReport.TypeResult none(NodeTypeSpec spec, long bound, String by, String why) {
    return new NodesReport.TypeResult(spec.name(), spec.price(), null, null, bound, by, null, why);
  }

  /** The cheapest mix found; null if none was. */
  NodesReport.@Nullable Mix mix(List<NodesReport.TypeResult> singles) {
    Covering.Relaxed relaxed = Covering.relax(needs.rows(), prices, max);
    int[] best = null;
    for (int i = 0; i < singles.size(); i++) {
      Integer nodes = singles.get(i).nodes();
      if (nodes != null) {
        best = cheaper(best, only(i, nodes));
      }
    }
    int[] scaled = scaled(relaxed.nodes(), best);
    best = scaled == null ? best : cheaper(best, scaled);
    if (best == null) {
      return null;
    }
    for (int[] next = improved(best); next != null; next = improved(best)) {
      best = next;
    }
    List<NodesReport.TypeCount> counts = new ArrayList<>();
    for (int i = 0; i < best.length; i++) {
      if (best[i] > 0) {
        counts.add(new NodesReport.TypeCount(types.get(i).name(), best[i]));
      }
    }
    long bound = rounded(relaxed.cost());
    return new NodesReport.Mix(
        counts,
        cost(best) / MICROS,
        bound / MICROS,
        bound == 0 ? null : 100.0 * (cost(best) - bound) / bound);
  }

  /** No mix has a price between multiples of what divides all prices. */
  private long rounded(double cost) {
    long divisor = 0;
    for (long price : prices) {
      long a = divisor;
      long b = price;
      while (b != 0) {
        long rest = a % b;
        a = b;
        b = rest;
      }
      divisor = a;
    }
    return divisor == 0 ? 0 : ((long) StrictMath.ceil(cost / divisor)) * divisor;
  }

  private long cost(int[] counts) {
    long cost = 0;
    for (int i = 0; i < counts.length; i++) {
      cost += prices[i] * counts[i];
    }
    return cost;
  }

  private int[] cheaper(int @Nullable [] one, int[] other) {
    return one == null || cost(other) < cost(one) ? other : one;
  }

  /** The relaxed solution times the least of some factors with which it is enough. */
  private int @Nullable [] scaled(double[] nodes, int @Nullable [] best) {
    for (int percent = 100; percent <= 1600; percent += percent < 200 ? 10 : percent) {
      int[] counts = new int[nodes.length];
      int sum = 0;
      for (int i = 0; i < nodes.length; i++) {
        counts[i] = (int) Math.min(max[i], StrictMath.ceil(nodes[i] * percent / 100 - 1e-6));
        sum += counts[i];
      }
      if (best != null && cost(counts) >= cost(best)) {
        return null;
      }
      if (sum > 0 && Covering.isMet(needs.rows(), counts) && tried(counts).fits()) {
        return counts;
      }
    }
    return null;
  }

  /** The cheapest neighbour that is cheaper and enough; null if there is none. */
  private int @Nullable [] improved(int[] from) {
    for (int[] counts : neighbours(from)) {
      if (!known.containsKey(Arrays.toString(counts)) && mixTrials++ >= trialsMax) {
        isCut = true;
        return null;
      }
      if (tried(counts).fits()) {
        return counts;
      }
    }
    return null;
  }

  private List<int[]> neighbours(int[] from) {
    SortedMap<String, int[]> found = new TreeMap<>();
    for (int i = 0; i < from.length; i++) {
      for (int away : new TreeSet<>(List.of(1, 2, 3, from[i] / 10, from[i] / 4, from[i]))) {
        if (away < 1 || away > from[i]) {
          continue;
        }
        int[] fewer = from.clone();
        fewer[i] -= away;
        add(found, fewer, from);
        for (int j = 0; j < from.length; j++) {
          if (j != i) {
            replace(found, fewer, j, from);
          }
        }
      }
    }
    List<int[]> sorted = new ArrayList<>(found.values());
    sorted.sort(Comparator.comparingLong(this::cost).thenComparing(Arrays::toString));
    return sorted;
  }

  private void replace(SortedMap<String, int[]> found, int[] fewer, int type, int[] from) {
    int[] counts = fewer.clone();
    int further = 0;
    while (further <= FURTHER && counts[type] < max[type]) {
      counts[type]++;
      if (cost(counts) >= cost(from)) {
        return;
      }
      if (add(found, counts, from)) {
        further++;
      }
    }
  }

  private boolean add(SortedMap<String, int[]> found, int[] counts, int[] from) {
    if (Arrays.stream(counts).sum() == 0
        || cost(counts) >= cost(from)
        || !Covering.isMet(needs.rows(), counts)) {
      return false;
    }
    found.put(Arrays.toString(counts), counts.clone());
    return true;
  }
}
