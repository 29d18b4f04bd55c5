package io.towtank.workloads.bitbrains;

/** What a machine's pod requests. */
enum RequestRule {
  /** What the machine was given. */
  PROVISIONED,
  /** What it used on average. */
  MEAN,
  /** The most that it used in a sample. */
  MAX
}
