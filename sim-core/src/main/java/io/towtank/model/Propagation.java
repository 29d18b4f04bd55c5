package io.towtank.model;

/** What becomes of the objects that an object owns when it is deleted. */
public enum Propagation {
  /** The owner is gone at once, and they follow. */
  BACKGROUND,
  /** They go first, then the owner. */
  FOREGROUND,
  /** They stay, without an owner. */
  ORPHAN
}
