package io.towtank.reports.explain;

/**
 * Which of a pod's attempts are explained node by node.
 *
 * @param number of the attempt; {@link #LAST_NUMBER} for the last, {@link #ALL_NUMBER} for all
 */
public record AttemptChoice(int number) {
  private static final int LAST_NUMBER = 0;
  private static final int ALL_NUMBER = -1;

  /** The last one. */
  public static final AttemptChoice LAST = new AttemptChoice(LAST_NUMBER);

  /** All of them. */
  public static final AttemptChoice ALL = new AttemptChoice(ALL_NUMBER);

  /**
   * One of them.
   *
   * @param number 1 for the first
   */
  public static AttemptChoice of(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("attempts are counted from 1, found " + number);
    }
    return new AttemptChoice(number);
  }

  /** Whether it is the last one that is wanted. */
  public boolean isLast() {
    return number == LAST_NUMBER;
  }

  /** Whether this attempt may be wanted, as far as is known while it is made. */
  boolean mayBe(int attempt) {
    return number == LAST_NUMBER || number == ALL_NUMBER || number == attempt;
  }
}
