package io.towtank.workloads.kubernetes;

/** What a token of YAML or JSON is. */
enum Token {
  /** A mapping begins: keys and values in turn. */
  MAP,
  /** A mapping ends. */
  MAP_END,
  /** A list begins. */
  LIST,
  /** A list ends. */
  LIST_END,
  /** A key, a text, a number, true, false or null. */
  SCALAR,
  /** The input ends. */
  END
}
