package io.towtank.scenarios.spec;

/** What finds the nodes; all find the same ones. */
public enum Engine {
  /** Asks every plugin about every node. */
  REFERENCE,
  /** Looks only at nodes that changed. */
  FAST
}
