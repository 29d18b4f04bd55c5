package io.towtank.scenarios.conformance;

/** How many attempts and final states of timelines agree with the recording. */
final class TimelineTally {
  private int cases;
  private Agreement attempts = Agreement.NONE;
  private Agreement finalStates = Agreement.NONE;

  void addCase() {
    cases++;
  }

  void addAttempts(Agreement more) {
    attempts = attempts.plus(more);
  }

  void addFinalStates(Agreement more) {
    finalStates = finalStates.plus(more);
  }

  void add(TimelineTally other) {
    cases += other.cases;
    addAttempts(other.attempts);
    addFinalStates(other.finalStates);
  }

  int cases() {
    return cases;
  }

  Agreement attempts() {
    return attempts;
  }

  /** Pods by their final state. */
  Agreement finalStates() {
    return finalStates;
  }
}
