package io.towtank.plugins.kubernetes.spread;

import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.plugins.kubernetes.topology.DomainsByKey;
import io.towtank.plugins.kubernetes.topology.KindMemo;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeJournal;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.ScorePlugin;
import io.towtank.scheduling.framework.StateKey;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.framework.TopologyView;
import io.towtank.scheduling.framework.TupleNumbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link HardSpread} and {@link SoftSpread} for all pods of one class, kept up to date. A group is
 * the nodes of equal {@linkplain SpreadColumn#code codes} for each constraint.
 */
final class SpreadView implements TopologyView {
  static final StateKey<SpreadView> KEY = new StateKey<>("topology spread view", SpreadView.class);

  /** One bit of a number for each constraint. */
  private static final int CONSTRAINTS_MAX = 30;

  private final SpreadRules rules;
  private final List<SpreadConstraint> hard;
  private final List<SpreadConstraint> soft;
  private final boolean requiresAllKeys;
  private final SpreadColumn[] columns;
  private final boolean[] matchesItself;
  private final KindMemo kinds;
  private final TupleNumbers groups;
  private final int[] codes;
  private final int[] groupOf;
  private final double[] weights;
  private final int[][] seen;
  private int round;
  private long[] raws = new long[0];
  private @Nullable HardSpread counted;
  private List<NodeInfo> feasible = List.of();
  private @Nullable SoftSpread countedSoft;

  private SpreadView(
      Pod pod,
      SpreadRules rules,
      List<SpreadConstraint> hard,
      List<SpreadConstraint> soft,
      NodeJournal nodes,
      DomainsByKey domains) {
    this.rules = rules;
    this.hard = hard;
    this.soft = soft;
    requiresAllKeys = rules.requiresAllKeys(pod);
    int rows = nodes.indexBound();
    columns = new SpreadColumn[hard.size() + soft.size()];
    matchesItself = new boolean[hard.size()];
    seen = new int[columns.length][];
    for (int i = 0; i < columns.length; i++) {
      boolean isHard = i < hard.size();
      SpreadConstraint constraint = isHard ? hard.get(i) : soft.get(i - hard.size());
      columns[i] =
          new SpreadColumn(
              constraint,
              domains.of(constraint.topologyKey(), nodes),
              !isHard && constraint.isByHostname(),
              rows);
      seen[i] = new int[columns[i].domainCount() + 1];
      if (isHard) {
        matchesItself[i] = constraint.matches(pod.labels());
      }
    }
    weights = new double[soft.size()];
    kinds = new Kinds(pod.namespace(), columns);
    groups = new TupleNumbers(columns.length);
    codes = new int[columns.length];
    groupOf = new int[rows];
    count(pod, nodes);
  }

  /** A view as the cluster is now; null if there are too many constraints. */
  static @Nullable SpreadView of(
      Pod pod, SpreadRules rules, NodeJournal nodes, DomainsByKey domains) {
    List<SpreadConstraint> hard = rules.hard(pod);
    List<SpreadConstraint> soft = rules.soft(pod);
    return hard.size() + soft.size() > CONSTRAINTS_MAX
        ? null
        : new SpreadView(pod, rules, hard, soft, nodes, domains);
  }

  /** For each kind, a bit for each constraint that its pods count for. */
  private static final class Kinds extends KindMemo {
    private final String namespace;
    private final SpreadColumn[] columns;

    Kinds(String namespace, SpreadColumn[] columns) {
      this.namespace = namespace;
      this.columns = columns;
    }

    @Override
    protected int workOut(PodInfo pod) {
      int bits = 0;
      for (int i = 0; i < columns.length; i++) {
        if (columns[i].constraint().counts(pod.pod(), namespace)) {
          bits |= 1 << i;
        }
      }
      return bits;
    }
  }

  private void count(Pod pod, NodeJournal nodes) {
    SpreadNodes inclusion = new SpreadNodes(pod);
    List<? extends NodeInfo> all = nodes.all();
    for (int n = 0; n < all.size(); n++) {
      NodeInfo info = all.get(n);
      Node node = info.node();
      boolean hasHardKeys = SpreadNodes.hasAllKeys(node, hard);
      boolean hasSoftKeys = !requiresAllKeys || SpreadNodes.hasAllKeys(node, soft);
      for (int i = 0; i < columns.length; i++) {
        boolean hasKeys = i < hard.size() ? hasHardKeys : hasSoftKeys;
        if (hasKeys && inclusion.include(node, columns[i].constraint())) {
          columns[i].include(info.index());
        }
      }
      if (columns.length > 0) {
        List<PodInfo> pods = info.pods();
        for (int p = 0; p < pods.size(); p++) {
          change(kinds.of(pods.get(p)), info.index(), 1);
        }
      }
    }
    for (int n = 0; n < all.size(); n++) {
      regroup(all.get(n).index());
    }
  }

  private boolean change(int bits, int row, int sign) {
    boolean isMoved = false;
    for (int rest = bits; rest != 0; rest &= rest - 1) {
      isMoved |= columns[Integer.numberOfTrailingZeros(rest)].change(row, sign);
    }
    return isMoved;
  }

  private void regroup(int row) {
    for (int i = 0; i < columns.length; i++) {
      codes[i] = columns[i].code(row);
    }
    groupOf[row] = groups.of(codes);
  }

  @Override
  public boolean isOnLabels() {
    for (SpreadColumn column : columns) {
      if (column.constraint().honorsTaints()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean holdsFor(PodInfo pod) {
    // What comes from the pod's own spec and labels is the same for all of the class.
    return !rules.areDefaults(pod.pod())
        || (rules.hard(pod.pod()).equals(hard) && rules.soft(pod.pod()).equals(soft));
  }

  @Override
  public boolean isMeant(PodInfo pod) {
    return kinds.of(pod) != 0;
  }

  @Override
  public boolean podChanged(PodInfo pod, int row, int sign) {
    int bits = kinds.of(pod);
    if (bits == 0 || !change(bits, row, sign)) {
      return false;
    }
    int before = groupOf[row];
    regroup(row);
    return groupOf[row] != before;
  }

  @Override
  public boolean isStale() {
    return false;
  }

  @Override
  public int group(int row) {
    return groupOf[row];
  }

  @Override
  public int groupBound() {
    return groups.size();
  }

  @Override
  public Status verdict(int group) {
    for (int i = 0; i < hard.size(); i++) {
      SpreadColumn column = columns[i];
      int code = groups.get(group, i);
      if (code == SpreadColumn.MISSING) {
        return HardSpread.NO_LABEL;
      }
      SpreadConstraint constraint = column.constraint();
      long fewest = column.knownCount() < constraint.minDomains() ? 0 : column.fewest();
      if ((long) column.count(code) + (matchesItself[i] ? 1 : 0) - fewest > constraint.maxSkew()) {
        return HardSpread.TOO_UNEVEN;
      }
    }
    return Status.SUCCESS;
  }

  private boolean isIgnored(int group) {
    if (requiresAllKeys) {
      for (int i = hard.size(); i < columns.length; i++) {
        if (groups.get(group, i) == SpreadColumn.MISSING) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void score(int[] nodes, long[] scores) {
    weigh(nodes);
    if (raws.length < groups.size()) {
      raws = new long[2 * groups.size()];
    }
    long lowest = Long.MAX_VALUE;
    long highest = 0;
    for (int group = 0; group < groups.size(); group++) {
      if (nodes[group] > 0 && !isIgnored(group)) {
        raws[group] = raw(group);
        lowest = Math.min(lowest, raws[group]);
        highest = Math.max(highest, raws[group]);
      }
    }
    for (int group = 0; group < groups.size(); group++) {
      if (nodes[group] > 0) {
        scores[group] = isIgnored(group) ? 0 : normalized(raws[group], lowest, highest);
      }
    }
  }

  private static long normalized(long raw, long lowest, long highest) {
    return highest == 0
        ? ScorePlugin.SCORE_MAX
        : ScorePlugin.SCORE_MAX * (highest + lowest - raw) / highest;
  }

  /** Works out the weights of the soft constraints; see {@link SoftSpread}. */
  private void weigh(int[] nodes) {
    round++;
    int scored = 0;
    int[] sizes = new int[soft.size()];
    for (int group = 0; group < groups.size(); group++) {
      if (nodes[group] > 0 && !isIgnored(group)) {
        scored += nodes[group];
        for (int i = 0; i < sizes.length; i++) {
          sizes[i] += newDomains(hard.size() + i, group, nodes[group]);
        }
      }
    }
    for (int i = 0; i < sizes.length; i++) {
      boolean isByNode = columns[hard.size() + i].isByNode();
      weights[i] = SoftSpread.weight(isByNode ? scored : sizes[i]);
    }
  }

  private int newDomains(int column, int group, int nodes) {
    int code = groups.get(group, column);
    int domain =
        code == SpreadColumn.MISSING ? columns[column].missingDomain() : SpreadColumn.domain(code);
    if (domain < 0) {
      // Each of the nodes is a domain of its own.
      return nodes;
    }
    if (seen[column][domain] == round) {
      return 0;
    }
    seen[column][domain] = round;
    return 1;
  }

  private long raw(int group) {
    double score = 0;
    for (int i = 0; i < weights.length; i++) {
      SpreadColumn column = columns[hard.size() + i];
      int code = groups.get(group, hard.size() + i);
      if (code != SpreadColumn.MISSING) {
        double count = column.count(code);
        score += count * weights[i] + (column.constraint().maxSkew() - 1);
      }
    }
    return Math.round(score);
  }

  @Override
  public void attach(CycleState state) {
    counted = null;
    countedSoft = null;
    feasible = List.of();
    state.write(KEY, this);
  }

  /** Whether there are hard constraints. */
  boolean hasHard() {
    return !hard.isEmpty();
  }

  /** Whether there are soft constraints. */
  boolean hasSoft() {
    return !soft.isEmpty();
  }

  /** Hard constraints as counted anew for the attempt, for those who ask or try nodes. */
  HardSpread hard(CycleState state, PodInfo pod, NodeList nodes) {
    HardSpread spread = counted;
    if (spread == null) {
      spread = new HardSpread(pod.pod(), hard, SpreadPodCounts.of(state, pod), nodes);
      counted = spread;
    }
    return spread;
  }

  /** Remembers which nodes are to be scored, in case that one is. */
  void beginScoring(List<NodeInfo> nodes) {
    feasible = nodes;
    countedSoft = null;
  }

  /** Soft constraints as counted anew for the attempt, for those who score nodes. */
  SoftSpread soft(CycleState state, PodInfo pod, NodeList nodes) {
    SoftSpread spread = countedSoft;
    if (spread == null) {
      spread =
          new SoftSpread(
              pod.pod(), soft, requiresAllKeys, feasible, SpreadPodCounts.of(state, pod), nodes);
      countedSoft = spread;
    }
    return spread;
  }
}
