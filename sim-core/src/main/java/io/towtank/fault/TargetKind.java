package io.towtank.fault;

/** Whom a fault strikes. */
public enum TargetKind {
  /** Nodes. */
  NODES("nodes"),
  /** Whole racks. */
  RACKS("racks"),
  /** Whole zones. */
  ZONES("zones"),
  /** Parts of the network, named with their kind: {@code zone/a}, {@code control-plane}. */
  PARTS("parts"),
  /** Running pods. */
  PODS("pods"),
  /** Nobody to choose: there is one of it, or its fields say. */
  NONE("none");

  private final String word;

  TargetKind(String word) {
    this.word = word;
  }

  /** The kind for people. */
  public String word() {
    return word;
  }
}
