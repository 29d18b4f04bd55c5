package io.towtank.scenarios.conformance;

/**
 * How many of the things compared are equal.
 *
 * @param compared how many were compared
 * @param equal how many of them are equal
 */
record Agreement(long compared, long equal) {
  static final Agreement NONE = new Agreement(0, 0);

  Agreement and(boolean isEqual) {
    return new Agreement(compared + 1, equal + (isEqual ? 1 : 0));
  }

  Agreement plus(Agreement other) {
    return new Agreement(compared + other.compared, equal + other.equal);
  }

  boolean isFull() {
    return equal == compared;
  }

  /** {@code 17}, or {@code 16 of 17}; nothing where nothing was compared. */
  String text() {
    if (compared == 0) {
      return "-";
    }
    return isFull() ? Long.toString(compared) : equal + " of " + compared;
  }
}
