package io.towtank.fault;

/**
 * What became of one entry of the schedule.
 *
 * @param plan name of the entry
 * @param begun occurrences that struck somebody
 * @param withoutTarget occurrences at whose time nobody was there to be struck
 * @param ended occurrences that were repaired or are over
 */
public record FaultAccounts(String plan, int begun, int withoutTarget, int ended) {
  /** Occurrences that last still. */
  public int ongoing() {
    return begun - ended;
  }
}
