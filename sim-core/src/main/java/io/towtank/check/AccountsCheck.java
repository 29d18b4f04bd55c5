package io.towtank.check;

import io.towtank.record.RunSummary.Accounts;

/** Whether a run's accounts close. */
public final class AccountsCheck {
  private AccountsCheck() {}

  /**
   * Every pod and every input row went somewhere.
   *
   * @throws InvariantViolation if submitted ≠ succeeded + failed + running + pending +
   *     neverFitting, or rowsRead ≠ rowsUsed + rowsDropped
   */
  public static void check(Accounts accounts, long nowNanos) {
    long pods =
        accounts.podsSucceeded()
            + accounts.podsFailed()
            + accounts.podsRunning()
            + accounts.podsPending()
            + accounts.podsNeverFitting();
    if (pods != accounts.podsSubmitted()) {
      throw new InvariantViolation(
          nowNanos, "accounts of pods", accounts.podsSubmitted() + " submitted", pods + " in all");
    }
    long rows = accounts.rowsUsed();
    for (long dropped : accounts.rowsDropped().values()) {
      rows += dropped;
    }
    if (rows != accounts.rowsRead()) {
      throw new InvariantViolation(
          nowNanos,
          "accounts of input rows",
          accounts.rowsRead() + " read",
          rows + " used or dropped");
    }
  }
}
