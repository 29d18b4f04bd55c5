package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.AmountFilterPlugin;
import io.towtank.scheduling.framework.AmountScorePlugin;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.FilterPlugin;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeJournal;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All nodes by what is requested on them, for pods that agree in all but amounts, as of some entry
 * of the journal of nodes. Rows are nodes by index, as in {@link PodClass}.
 *
 * <p>A row that passes the filters that look at descriptions is pending until its type is known,
 * which takes scores and so PreScore; then it stands in the {@link AmountTree}.
 */
final class AmountIndex implements Candidates {
  private static final int OUT = -1;
  private static final int PENDING = -2;
  private static final int RESOURCES_MIN = 4;
  private static final int RESOURCES_MAX = 16;

  /** What a row costs that is taken out of the tree and put in elsewhere. */
  private static final long LOAD_WORK = 200;

  /** Searches that the mean of their work is taken over, the later ones counting most. */
  private static final int MEAN_OF = 64;

  private int resources = RESOURCES_MIN;
  private FilterPlan filters = FilterPlan.NONE;
  private @Nullable ScorePlan plan;
  private NodeTypes types = new NodeTypes(RESOURCES_MIN, ScorePlan.NONE);
  private AmountTable table = new AmountTable(RESOURCES_MIN, 0);
  private AmountTree tree = new AmountTree(table, 0, NodeTypes.TYPES_MAX);
  private @Nullable AmountSearch search;

  /** A type, {@link #OUT} or {@link #PENDING}. */
  private int[] typeOf = new int[0];

  private final RowList pending = new RowList();
  private final RowList ruledOut = new RowList();
  private int unsoundRows;
  private long nextEntry = -1;
  private final AllSpecs allSpecs = new AllSpecs();
  private boolean isBroken;
  private boolean isUseless;

  /** Rows taken anew since the last search. */
  private long loads;

  /** {@link #MEAN_OF} times the mean. */
  private long workSum;

  private long work;

  /** Whether it turned out to be of no use for pods like these. */
  boolean isUseless() {
    return isUseless;
  }

  /**
   * Brings verdicts up to date.
   *
   * @return false if nodes must be searched in another way
   */
  @SuppressWarnings("ReferenceEquality") // there is one plan for each set of filters
  boolean filter(CycleState state, PodInfo pod, NodeJournal nodes, NodeFilter active) {
    if (filters != active.active().plan()) {
      filters = active.active().plan();
      nextEntry = -1;
      isUseless |= !areOnAmounts(filters.onLoad());
    }
    if (isUseless) {
      return false;
    }
    boolean isAnew =
        isBroken
            || nextEntry < nodes.firstEntry()
            || nodes.indexBound() > typeOf.length
            || nodes.nextEntry() - nextEntry > typeOf.length
            || allSpecs.haveChanged(filters.isOnAllSpecs(), types.plan(), pod, nodes);
    if (isAnew) {
      clear(pod, nodes.indexBound());
      for (NodeInfo node : nodes.all()) {
        describe(state, pod, node.index(), node);
      }
    } else {
      admitAgain();
      for (long entry = nextEntry; entry < nodes.nextEntry(); entry++) {
        int row = nodes.changedIndex(entry);
        NodeInfo node = nodes.byIndex(row);
        if (nodes.isDescriptionChanged(entry)) {
          describe(state, pod, row, node);
        } else if (node != null && typeOf[row] != OUT) {
          load(row, node);
        }
      }
    }
    nextEntry = nodes.nextEntry();
    allSpecs.note(types.plan(), pod, nodes);
    return !isBroken && unsoundRows == 0 && isSound(pod);
  }

  private static boolean areOnAmounts(List<FilterPlugin> plugins) {
    return plugins.stream().allMatch(plugin -> plugin instanceof AmountFilterPlugin);
  }

  private static boolean isSound(PodInfo pod) {
    for (int i = 0; i < pod.requestCount(); i++) {
      long amount = Math.max(pod.requestAmount(i), pod.scoringRequest(pod.requestResource(i)));
      if (amount < 0 || amount > AmountTable.AMOUNT_MAX) {
        return false;
      }
    }
    return true;
  }

  private void clear(PodInfo pod, int bound) {
    int rows = bound + bound / 4;
    isBroken = false;
    table = new AmountTable(resources, rows);
    typeOf = new int[rows];
    Arrays.fill(typeOf, OUT);
    unsoundRows = 0;
    pending.clear();
    ruledOut.clear();
    clearTree(pod);
  }

  private void clearTree(PodInfo pod) {
    tree = new AmountTree(table, typeOf.length, NodeTypes.TYPES_MAX);
    AmountSearch anew = new AmountSearch(table, tree, resources, pod);
    anew.setFilters(filters.onLoad());
    if (plan != null) {
      anew.setScores(plan.loadPlain(), plan.isRaw());
    }
    search = anew;
    types = new NodeTypes(resources, plan == null ? ScorePlan.NONE : plan);
  }

  private void admitAgain() {
    for (int i = 0; i < ruledOut.size(); i++) {
      typeOf[ruledOut.get(i)] = PENDING;
      pending.add(ruledOut.get(i));
    }
    ruledOut.clear();
  }

  /** Leaves a row that passes out of this attempt. */
  @Override
  public void ruleOut(int row) {
    ruledOut.add(row);
    takeOut(row);
  }

  private void takeOut(int row) {
    if (typeOf[row] == PENDING) {
      pending.remove(row);
    } else if (typeOf[row] != OUT) {
      tree.remove(typeOf[row], row);
    }
    typeOf[row] = OUT;
  }

  private void describe(CycleState state, PodInfo pod, int row, @Nullable NodeInfo node) {
    takeOut(row);
    if (!table.isSound(row)) {
      unsoundRows--;
    }
    table.clear(row);
    if (node != null && passesOnSpec(state, pod, node)) {
      typeOf[row] = PENDING;
      pending.add(row);
      load(row, node);
    }
  }

  private boolean passesOnSpec(CycleState state, PodInfo pod, NodeInfo node) {
    List<FilterPlugin> plugins = filters.onSpec();
    for (int i = 0; i < plugins.size(); i++) {
      Status status = plugins.get(i).filter(state, pod, node);
      if (!status.isSuccess()) {
        isBroken |= !status.isRejected();
        return false;
      }
    }
    return true;
  }

  private void load(int row, NodeInfo node) {
    if (!table.isOutdated(row, node)) {
      return;
    }
    loads++;
    boolean isInTree = typeOf[row] != PENDING;
    if (isInTree) {
      tree.remove(typeOf[row], row);
    }
    if (!table.isSound(row)) {
      unsoundRows--;
    }
    table.store(row);
    if (!table.isSound(row)) {
      unsoundRows++;
    }
    if (isInTree) {
      tree.add(typeOf[row], row);
    }
  }

  /** Whether a row passes. */
  @Override
  public boolean isFeasible(PodInfo pod, NodeInfo node) {
    int row = node.index();
    if (typeOf[row] == OUT) {
      return false;
    }
    AmountSearch searching = search();
    searching.begin(pod);
    searching.setType(allocatable(row, node), 0);
    return searching.passes(row);
  }

  private long[] allocatable(int row, NodeInfo node) {
    if (typeOf[row] != PENDING) {
      return types.allocatable(typeOf[row]);
    }
    long[] amounts = new long[resources];
    for (int resource = 0; resource < resources; resource++) {
      amounts[resource] = node.allocatable(resource);
    }
    return amounts;
  }

  /** How many rows pass: 0, 1, or some number above; the last one found is {@link #anyFeasible}. */
  int countFeasible(PodInfo pod, NodeJournal nodes) {
    AmountSearch searching = search();
    searching.begin(pod);
    for (int type = 0; type < types.bound() && searching.found() < 2; type++) {
      if (tree.root(type) != AmountTree.NONE) {
        searching.setType(types.allocatable(type), 0);
        searching.find(tree.root(type), 2);
      }
    }
    for (int i = 0; i < pending.size() && searching.found() < 2; i++) {
      int row = pending.get(i);
      searching.setType(allocatable(row, at(nodes, row)), 0);
      searching.findRow(row);
    }
    return searching.found();
  }

  /**
   * What the last search for the best cost, with what the tree had to take over for it, in the
   * units of {@link AmountSearch#work}.
   */
  long work() {
    return work;
  }

  /** What one costs lately. */
  long meanWork() {
    return workSum / MEAN_OF;
  }

  /** A row that {@link #countFeasible} counted. */
  int anyFeasible() {
    return search().foundRow();
  }

  /** The nodes that passed, in node order. */
  List<NodeInfo> feasible(NodeJournal nodes) {
    List<NodeInfo> feasible = new ArrayList<>();
    for (int row = 0; row < typeOf.length; row++) {
      if (typeOf[row] != OUT) {
        NodeInfo node = at(nodes, row);
        search().setType(allocatable(row, node), 0);
        if (search().passes(row)) {
          feasible.add(node);
        }
      }
    }
    return feasible;
  }

  /**
   * Collects the rows of the best total, after PreScore.
   *
   * @return null if nodes must be scored in another way
   */
  @Nullable Ties best(CycleState state, PodInfo pod, NodeJournal nodes, ScorePlan wanted) {
    if (!adoptPlan(pod, nodes, wanted) || !settle(state, pod, nodes)) {
      return null;
    }
    Ties ties = search().best(pod, types);
    work = search().work() + loads * LOAD_WORK;
    loads = 0;
    workSum += workSum == 0 ? MEAN_OF * work : work - workSum / MEAN_OF;
    return ties;
  }

  @SuppressWarnings("ReferenceEquality") // there is one plan for each set of plugins
  private boolean adoptPlan(PodInfo pod, NodeJournal nodes, ScorePlan wanted) {
    if (plan == wanted) {
      return true;
    }
    for (ScorePlan.Part part : wanted.loadPlain()) {
      if (!(part.plugin() instanceof AmountScorePlugin)) {
        isUseless = true;
        return false;
      }
    }
    plan = wanted;
    if (types.areFor(wanted)) {
      search().setScores(wanted.loadPlain(), wanted.isRaw());
    } else {
      clearTree(pod);
      allSpecs.note(types.plan(), pod, nodes);
      pending.clear();
      for (int row = 0; row < typeOf.length; row++) {
        if (typeOf[row] != OUT) {
          typeOf[row] = PENDING;
          pending.add(row);
        }
      }
    }
    return true;
  }

  /** Brings pending rows into the tree. */
  private boolean settle(CycleState state, PodInfo pod, NodeJournal nodes) {
    for (int i = 0; i < pending.size(); i++) {
      int row = pending.get(i);
      int type = types.typeOf(state, pod, at(nodes, row), tree);
      if (type == NodeTypes.NONE) {
        isUseless = true;
        return false;
      }
      typeOf[row] = type;
      tree.add(type, row);
    }
    pending.clear();
    return true;
  }

  /**
   * Whether plugins asked for resources that are not kept, so that nothing found holds; they will
   * be kept next time, if there are not too many.
   */
  boolean lacksResources() {
    int beyond = search().beyond();
    if (beyond < resources) {
      return false;
    }
    isBroken = true;
    isUseless = beyond >= RESOURCES_MAX;
    resources = beyond + 1;
    return true;
  }

  private AmountSearch search() {
    if (search == null) {
      throw new IllegalStateException("nodes were not filtered yet");
    }
    return search;
  }

  /** The node of a row. */
  static NodeInfo at(NodeJournal nodes, int row) {
    NodeInfo node = nodes.byIndex(row);
    if (node == null) {
      throw new IllegalStateException("node " + row + " is gone");
    }
    return node;
  }
}
