package io.towtank.scenarios.capacity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fewest nodes of each type, and the cheapest mix.
 *
 * @param workload the file that the pods come from
 * @param pods how many pods
 * @param daemonPods pods of daemon sets and static pods of a snapshot, which were left out
 * @param podsWithoutVolumes pods whose volumes were left out of account
 * @param maxWaitSeconds longest wait from creation to binding; 0 where pods are packed at one
 *     moment
 * @param types each type alone
 * @param mix the cheapest mix found; null where there is one type only, or no mix was found
 * @param trials simulations
 * @param isSearchCut whether the search for a better mix ended for want of trials
 */
public record NodesReport(
    String workload,
    long pods,
    int daemonPods,
    int podsWithoutVolumes,
    double maxWaitSeconds,
    List<TypeResult> types,
    @Nullable Mix mix,
    int trials,
    boolean isSearchCut) {
  /** Copies the list. */
  public NodesReport {
    types = List.copyOf(types);
  }

  /**
   * One type alone.
   *
   * @param type its name
   * @param price of one node
   * @param nodes so many are enough, and one fewer is not, or is below the bound; null if none were
   *     found
   * @param cost of these
   * @param lowerBound fewer can't be enough, whatever schedules the pods; 0 where the type can't
   *     take all pods
   * @param boundBy what the bound comes from
   * @param gapPercent nodes above the bound, in percent of the bound
   * @param why why no number was found; empty if one was
   */
  public record TypeResult(
      String type,
      double price,
      @Nullable Integer nodes,
      @Nullable Double cost,
      long lowerBound,
      String boundBy,
      @Nullable Double gapPercent,
      String why) {}

  /**
   * Nodes of several types.
   *
   * @param counts nodes of each type that has any, in the file's order
   * @param cost of all
   * @param lowerBoundCost no mix that can take the pods costs less, whatever schedules them
   * @param gapPercent cost above the bound, in percent of the bound; null if the bound is 0
   */
  public record Mix(
      List<TypeCount> counts, double cost, double lowerBoundCost, @Nullable Double gapPercent) {
    /** Copies the list. */
    public Mix {
      counts = List.copyOf(counts);
    }
  }

  /**
   * Nodes of one type.
   *
   * @param type its name
   */
  public record TypeCount(String type, int nodes) {}
}
