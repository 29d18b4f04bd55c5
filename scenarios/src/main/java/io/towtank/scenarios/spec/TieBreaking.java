package io.towtank.scenarios.spec;

/** Which of the nodes with the highest score is taken. */
public enum TieBreaking {
  /** One of them at random, all alike. */
  RANDOM,
  /** The first in node order. */
  FIRST,
  /** The one of lowest rank. */
  RANK
}
