package io.towtank.scenarios.reproduce;

import io.towtank.model.ResourceNames;
import io.towtank.reports.reproduction.ReproducedList;
import io.towtank.reports.reproduction.ReproducedPolicy;
import io.towtank.reports.reproduction.Reproduction;
import io.towtank.reports.reproduction.SeededRun;
import io.towtank.reports.series.DemandSampler;
import io.towtank.scenarios.load.ScenarioLoader;
import io.towtank.scenarios.run.Progress;
import io.towtank.scenarios.run.RunOptions;
import io.towtank.scenarios.run.ScenarioRunner;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The packing experiments of Q. Weng et al., "Beware of Fragmentation: Scheduling GPU-Sharing
 * Workloads with Fragmentation Gradient Descent", USENIX ATC 2023, run again.
 *
 * <p>With the published arrival orders and node ranks, every policy but the random one must come to
 * the published values; with orders of our own, means are compared.
 */
public final class FgdReproduction {
  private static final String TITLE =
      "Weng et al., Beware of Fragmentation (USENIX ATC 2023): GPU allocation";
  private static final String SCENARIO_FILE = "reproduce-fgd.yaml";

  private final FgdFolder folder;
  private final PublishedResults published;
  private final SortedMap<String, Path> podLists;
  private final Options options;
  private final List<Planned> plan;

  /** Which orders the runs have. */
  public enum Mode {
    /** The published ones where they are there, else our own. */
    AUTO,
    /** The published ones; lists without are left out. */
    CELL,
    /** Our own. */
    STATISTICAL
  }

  /**
   * What to run.
   *
   * @param lists names of lists; empty for all that there are pods and published results for
   * @param policies names of policies, ours or the published; empty for all published
   * @param seeds with published orders: which of them, empty for all; else our seeds, empty for 1
   *     to as many as are published
   */
  public record Options(List<String> lists, List<String> policies, List<Long> seeds, Mode mode) {
    /** Copies the lists. */
    public Options {
      lists = List.copyOf(lists);
      policies = List.copyOf(policies);
      seeds = List.copyOf(seeds);
    }
  }

  /**
   * Reads what is published.
   *
   * @throws InputException if the folder is not as it should be, or an option names what is not
   *     there
   */
  public FgdReproduction(Path directory, Options options) {
    this.options = options;
    folder = new FgdFolder(directory.toAbsolutePath().normalize());
    published =
        PublishedResults.read(folder.publishedAllocation(), folder.publishedFragmentation());
    podLists = folder.podLists();
    plan = plan();
  }

  /** One policy on one list, still to be run. */
  private record Planned(
      String list,
      FgdPolicy policy,
      boolean publishedOrders,
      List<PlannedRun> runs,
      List<SeededRun> published) {
    boolean isExact() {
      return publishedOrders && policy.isDeterministic();
    }
  }

  private record PlannedRun(long seed, String scenario) {}

  /** One simulation, independent of the others. */
  @FunctionalInterface
  public interface Job {
    /**
     * Runs it.
     *
     * @throws InputException if an input can't be used
     */
    SeededRun run(Progress progress);
  }

  /** All that is to be run, at least one job. */
  public List<Job> jobs() {
    List<Job> jobs = new ArrayList<>();
    for (Planned planned : plan) {
      planned.runs.forEach(run -> jobs.add(progress -> run(planned, run, progress)));
    }
    return jobs;
  }

  /**
   * The comparison.
   *
   * @param results what the jobs came to, in their order
   */
  public Reproduction compare(List<SeededRun> results) {
    List<ReproducedList> lists = new ArrayList<>();
    List<ReproducedPolicy> policies = new ArrayList<>();
    int done = 0;
    for (int i = 0; i < plan.size(); i++) {
      Planned planned = plan.get(i);
      policies.add(
          new ReproducedPolicy(
              planned.policy.published(),
              planned.isExact(),
              planned.policy.tolerancePoints(),
              results.subList(done, done + planned.runs.size()),
              planned.published));
      done += planned.runs.size();
      if (i + 1 == plan.size() || !plan.get(i + 1).list.equals(planned.list)) {
        lists.add(new ReproducedList(planned.list, planned.publishedOrders, policies));
        policies.clear();
      }
    }
    return new Reproduction(TITLE, published.percentMax(), lists);
  }

  private SeededRun run(Planned planned, PlannedRun run, Progress progress) {
    String shown = planned.list + " " + planned.policy.policy() + " seed " + run.seed;
    DemandSampler sampler = new DemandSampler(ResourceNames.NVIDIA_GPU);
    ScenarioRunner.run(
        ScenarioLoader.parse(Path.of(SCENARIO_FILE), shown, run.scenario),
        new RunOptions(planned.policy.policy(), run.seed, false, false),
        sampler,
        progress);
    return new SeededRun(run.seed, sampler.allocation(), sampler.fragmentation());
  }

  private List<Planned> plan() {
    List<Planned> plan = new ArrayList<>();
    List<FgdPolicy> policies = policies();
    for (String list : lists()) {
      int before = plan.size();
      for (FgdPolicy policy : policies) {
        Planned planned = plan(list, policy);
        if (planned != null) {
          plan.add(planned);
        }
      }
      if (plan.size() == before && options.lists().contains(list)) {
        throw new InputException(
            "list '" + list + "': there are no published orders" + ofTheseSeeds());
      }
    }
    if (plan.isEmpty()) {
      throw new InputException(
          "nothing to run: no list has pods, published results"
              + (options.mode() == Mode.CELL ? " and published orders" : "")
              + ofTheseSeeds());
    }
    return plan;
  }

  private String ofTheseSeeds() {
    return options.seeds().isEmpty() ? "" : " for these seeds";
  }

  private List<String> lists() {
    SortedSet<String> both = new TreeSet<>(podLists.keySet());
    both.retainAll(published.lists());
    for (String list : options.lists()) {
      if (!both.contains(list)) {
        String what =
            !podLists.containsKey(list)
                ? "there is no pod list '" + list + "'"
                : "there are no published results for list '" + list + "'";
        throw new InputException(what + NearestName.hint(list, both));
      }
    }
    return options.lists().isEmpty() ? List.copyOf(both) : options.lists();
  }

  /** Lists of pods without published results, which can't be run. */
  public SortedSet<String> listsWithoutResults() {
    SortedSet<String> lists = new TreeSet<>(podLists.keySet());
    lists.removeAll(published.lists());
    return lists;
  }

  private List<FgdPolicy> policies() {
    List<FgdPolicy> all = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String name : published.policies()) {
      FgdPolicy policy = FgdPolicy.ofPublished(name);
      if (policy != null && !all.contains(policy)) {
        all.add(policy);
        names.add(policy.policy());
      }
    }
    for (String wanted : options.policies()) {
      if (all.stream().noneMatch(policy -> policy.isCalled(wanted))) {
        throw new InputException(
            "there are no published results of policy '"
                + wanted
                + "'"
                + NearestName.hint(wanted, names));
      }
    }
    return options.policies().isEmpty()
        ? all
        : all.stream()
            .filter(policy -> options.policies().stream().anyMatch(policy::isCalled))
            .toList();
  }

  private @Nullable Planned plan(String list, FgdPolicy policy) {
    List<PublishedResults.Run> results = new ArrayList<>();
    for (String name : published.policies()) {
      if (policy.equals(FgdPolicy.ofPublished(name))) {
        results.addAll(published.of(list, name));
      }
    }
    if (results.isEmpty()) {
      return null;
    }
    List<PlannedRun> exact = new ArrayList<>();
    if (options.mode() != Mode.STATISTICAL) {
      for (PublishedResults.Run result : results) {
        long seed = result.curves().seed();
        FgdFolder.Orders orders = folder.orders(list, result.tune(), seed);
        if (orders != null && (options.seeds().isEmpty() || options.seeds().contains(seed))) {
          exact.add(new PlannedRun(seed, scenario(list, orders)));
        }
      }
    }
    List<SeededRun> publishedRuns = results.stream().map(PublishedResults.Run::curves).toList();
    if (!exact.isEmpty()) {
      return new Planned(list, policy, true, exact, publishedRuns);
    }
    if (options.mode() == Mode.CELL) {
      return null;
    }
    List<PlannedRun> own = new ArrayList<>();
    for (long seed : ownSeeds(results.size())) {
      own.add(new PlannedRun(seed, scenario(list, results.get(0).tune())));
    }
    return new Planned(list, policy, false, own, publishedRuns);
  }

  private List<Long> ownSeeds(int count) {
    if (!options.seeds().isEmpty()) {
      return options.seeds();
    }
    List<Long> seeds = new ArrayList<>();
    for (long seed = 1; seed <= count; seed++) {
      seeds.add(seed);
    }
    return seeds;
  }

  private String scenario(String list, FgdFolder.Orders orders) {
    return scenario(
        list,
        "ties: rank, rankFile: " + quoted(orders.nodeRanks()),
        "orderFile: " + quoted(orders.arrivals()));
  }

  private String scenario(String list, String tune) {
    return scenario(
        list,
        "ties: rank",
        "order: shuffled\n  inflate: {resource: "
            + ResourceNames.NVIDIA_GPU
            + ", to: "
            + tune
            + "}");
  }

  private String scenario(String list, String scheduler, String workload) {
    Path pods = podLists.get(list);
    if (pods == null) {
      throw new IllegalStateException("no pod list " + list);
    }
    return """
        apiVersion: towtank.io/v1
        kind: Scenario
        metadata: {name: reproduce-fgd}
        cluster:
          from: {format: openb, path: %s}
        scheduler: {%s}
        workload:
          replay: arrival-only
          from: {format: openb, path: %s}
          %s
        measure: {maxSamples: 10000000}
        """
        .formatted(quoted(folder.nodeList()), scheduler, quoted(pods), workload);
  }

  private static String quoted(Path path) {
    return "\"" + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
