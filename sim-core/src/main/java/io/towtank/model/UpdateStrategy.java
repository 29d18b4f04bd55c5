package io.towtank.model;

/** When pods of an old template are replaced, in stateful sets and daemon sets. */
public enum UpdateStrategy {
  /** Bit by bit, at once. */
  ROLLING_UPDATE,
  /** When somebody deletes them. */
  ON_DELETE
}
