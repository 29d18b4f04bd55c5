package io.towtank.plugins.kubernetes.affinity;

import io.towtank.model.Labels;
import io.towtank.model.Namespace;
import io.towtank.model.Pod;
import io.towtank.model.PodAffinity;
import io.towtank.model.PodAffinityTerm;
import io.towtank.plugins.kubernetes.topology.DomainsByKey;
import io.towtank.plugins.kubernetes.topology.KindMemo;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.Lister;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeJournal;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.StateKey;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.framework.TopologyView;
import io.towtank.scheduling.framework.TupleNumbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@link RequiredTerms} and {@link PreferredTerms} for all pods of one class, kept up to date. A
 * group is the nodes of equal {@linkplain AffinityColumn#code codes} for each topology key that
 * some term has.
 */
final class AffinityView implements TopologyView {
  static final StateKey<AffinityView> KEY =
      new StateKey<>("inter-pod affinity view", AffinityView.class);

  private static final int COLUMNS_MAX = 16;
  private static final AffinityEffects.Effect[] NONE = new AffinityEffects.Effect[0];

  private final InterPodAffinityRules rules;
  private final RequiredTerms required;
  private final Labels namespaceLabels;

  /** All there are, if terms select some by their labels. */
  private final @Nullable List<Namespace> namespaces;

  private final List<AffinityColumn> columnList = new ArrayList<>(2);
  private final AffinityColumn[] columns;
  private final List<AffinityEffects.Effect[]> effects = new ArrayList<>();
  private final AffinityEffects effectsOf;
  private final KindMemo kinds = new Kinds();
  private final TupleNumbers groups;
  private final int[] codes;
  private final int[] groupOf;
  private final NodeJournal nodes;
  private final DomainsByKey domains;
  private boolean isMade;
  private boolean isStale;
  private long[] raws = new long[0];
  private @Nullable RequiredTerms counted;
  private @Nullable PreferredTerms countedPreferred;

  /** A view as the cluster is now. */
  AffinityView(Pod pod, InterPodAffinityRules rules, NodeJournal nodes, DomainsByKey domains) {
    this.rules = rules;
    this.nodes = nodes;
    this.domains = domains;
    required = new RequiredTerms(pod, rules.namespaces());
    namespaceLabels = required.namespaceLabels();
    namespaces = selectsNamespaces(pod) ? List.copyOf(rules.namespaces().list()) : null;
    effectsOf =
        new AffinityEffects(
            pod,
            required,
            rules.preferred(pod),
            rules.hasPreferences(pod.spec()),
            rules.hardPodAffinityWeight(),
            this::column);
    effects.add(NONE);
    for (AffinityTerm term : required.affinity()) {
      column(term.topologyKey());
    }
    count();
    isMade = true;
    columns = columnList.toArray(new AffinityColumn[0]);
    codes = new int[columns.length];
    groups = new TupleNumbers(codes.length);
    groupOf = new int[nodes.indexBound()];
    List<? extends NodeInfo> all = nodes.all();
    for (int n = 0; n < all.size(); n++) {
      regroup(all.get(n).index());
    }
  }

  private static boolean selectsNamespaces(Pod pod) {
    return selectsNamespaces(pod.spec().podAffinity())
        || selectsNamespaces(pod.spec().podAntiAffinity());
  }

  private static boolean selectsNamespaces(PodAffinity affinity) {
    for (PodAffinityTerm term : affinity.required()) {
      if (term.namespaceSelector() != null) {
        return true;
      }
    }
    for (PodAffinity.PreferredTerm term : affinity.preferred()) {
      if (term.term().namespaceSelector() != null) {
        return true;
      }
    }
    return false;
  }

  private int column(String key) {
    for (int i = 0; i < columnList.size(); i++) {
      if (columnList.get(i).key().equals(key)) {
        return i;
      }
    }
    if (isMade) {
      isStale = true;
      return -1;
    }
    boolean isWantedBy = false;
    for (AffinityTerm term : required.affinity()) {
      isWantedBy |= term.topologyKey().equals(key);
    }
    columnList.add(new AffinityColumn(key, isWantedBy, domains.of(key, nodes)));
    return columnList.size() - 1;
  }

  /** Numbers of {@link #effects}, for each kind. */
  private final class Kinds extends KindMemo {
    private final Map<List<AffinityEffects.Effect>, Integer> numbers = new HashMap<>();

    @Override
    protected int workOut(PodInfo pod) {
      List<AffinityEffects.Effect> all = effectsOf.of(pod);
      if (all.isEmpty()) {
        return 0;
      }
      return numbers.computeIfAbsent(
          all,
          unused -> {
            effects.add(all.toArray(NONE));
            return effects.size() - 1;
          });
    }
  }

  private void count() {
    List<? extends NodeInfo> all = nodes.all();
    for (int n = 0; n < all.size(); n++) {
      NodeInfo node = all.get(n);
      List<PodInfo> pods = node.pods();
      for (int p = 0; p < pods.size(); p++) {
        int number = kinds.of(pods.get(p));
        if (number != 0) {
          for (AffinityEffects.Effect effect : effects.get(number)) {
            columnList.get(effect.column()).add(node.index(), effect.what(), effect.amount());
          }
        }
      }
    }
  }

  private void regroup(int row) {
    for (int i = 0; i < columns.length; i++) {
      codes[i] = columns[i].code(row);
    }
    groupOf[row] = groups.of(codes);
  }

  /** Whether there are more topology keys than a view is good for. */
  boolean isTooLarge() {
    return columns.length > COLUMNS_MAX;
  }

  @Override
  public boolean isOnLabels() {
    return true;
  }

  @Override
  public boolean holdsFor(PodInfo pod) {
    Lister<Namespace> known = rules.namespaces();
    return (namespaces == null || namespaces.equals(List.copyOf(known.list())))
        && AffinityTerm.labelsOf(pod.pod().namespace(), known).equals(namespaceLabels);
  }

  @Override
  public boolean isMeant(PodInfo pod) {
    return kinds.of(pod) != 0;
  }

  @Override
  public boolean podChanged(PodInfo pod, int row, int sign) {
    int number = kinds.of(pod);
    if (number == 0 || isStale) {
      return false;
    }
    boolean isMoved = false;
    for (AffinityEffects.Effect effect : effects.get(number)) {
      isMoved |= columns[effect.column()].add(row, effect.what(), sign * effect.amount());
    }
    if (!isMoved) {
      return false;
    }
    int before = groupOf[row];
    regroup(row);
    return groupOf[row] != before;
  }

  @Override
  public boolean isStale() {
    return isStale;
  }

  @Override
  public int group(int row) {
    return groupOf[row];
  }

  @Override
  public int groupBound() {
    return groups.size();
  }

  private long total(int what) {
    long total = 0;
    for (AffinityColumn column : columns) {
      total += column.total(what);
    }
    return total;
  }

  private boolean anyPositive(int group, int what) {
    for (int i = 0; i < columns.length; i++) {
      int code = groups.get(group, i);
      if (code != AffinityColumn.MISSING && columns[i].get(code, what) > 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Status verdict(int group) {
    if (!isNearWanted(group)) {
      return RequiredTerms.NO_AFFINITY;
    }
    if (anyPositive(group, AffinityColumn.UNWANTED)) {
      return RequiredTerms.ANTI_AFFINITY;
    }
    return anyPositive(group, AffinityColumn.UNWILLING)
        ? RequiredTerms.EXISTING_ANTI_AFFINITY
        : Status.SUCCESS;
  }

  private boolean isNearWanted(int group) {
    boolean areThere = true;
    for (int i = 0; i < columns.length; i++) {
      if (columns[i].isWantedBy()) {
        int code = groups.get(group, i);
        if (code == AffinityColumn.MISSING) {
          return false;
        }
        areThere &= columns[i].get(code, AffinityColumn.WANTED) > 0;
      }
    }
    return areThere || (required.matchesItself() && total(AffinityColumn.WANTED) == 0);
  }

  @Override
  public void score(int[] nodes, long[] scores) {
    if (raws.length < groups.size()) {
      raws = new long[2 * groups.size()];
    }
    long lowest = Long.MAX_VALUE;
    long highest = Long.MIN_VALUE;
    for (int group = 0; group < groups.size(); group++) {
      if (nodes[group] > 0) {
        raws[group] = raw(group);
        lowest = Math.min(lowest, raws[group]);
        highest = Math.max(highest, raws[group]);
      }
    }
    for (int group = 0; group < groups.size(); group++) {
      if (nodes[group] > 0) {
        scores[group] = InterPodAffinity.normalized(raws[group], lowest, highest);
      }
    }
  }

  private long raw(int group) {
    long raw = 0;
    for (int i = 0; i < columns.length; i++) {
      int code = groups.get(group, i);
      if (code != AffinityColumn.MISSING) {
        raw += columns[i].get(code, AffinityColumn.WEIGHT);
      }
    }
    return raw;
  }

  @Override
  public void attach(CycleState state) {
    counted = null;
    countedPreferred = null;
    state.write(KEY, this);
  }

  /** Whether something could refuse a node; see {@link RequiredTerms#isVoid}. */
  boolean hasFilter() {
    return !required.affinity().isEmpty()
        || !required.antiAffinity().isEmpty()
        || total(AffinityColumn.UNWILLING) > 0;
  }

  /** What is required as counted anew for the attempt, for those who ask or try nodes. */
  RequiredTerms required(PodInfo pod, NodeList cluster) {
    RequiredTerms terms = counted;
    if (terms == null) {
      terms = new RequiredTerms(pod.pod(), rules.namespaces());
      terms.count(cluster);
      counted = terms;
    }
    return terms;
  }

  /** What is preferred as counted anew for the attempt, for those who score nodes. */
  PreferredTerms preferred(PodInfo pod, NodeList cluster) {
    PreferredTerms terms = countedPreferred;
    if (terms == null) {
      terms = rules.preferred(pod.pod());
      terms.count(cluster);
      countedPreferred = terms;
    }
    return terms;
  }
}
