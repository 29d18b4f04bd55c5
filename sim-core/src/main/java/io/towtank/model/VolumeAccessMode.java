package io.towtank.model;

/** How many may use a persistent volume at a time. */
public enum VolumeAccessMode {
  /** One node, reading and writing. */
  READ_WRITE_ONCE,
  /** Many nodes, reading. */
  READ_ONLY_MANY,
  /** Many nodes, reading and writing. */
  READ_WRITE_MANY,
  /** One pod, reading and writing. */
  READ_WRITE_ONCE_POD
}
