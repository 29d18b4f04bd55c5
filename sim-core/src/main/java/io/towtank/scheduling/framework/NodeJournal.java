package io.towtank.scheduling.framework;

import org.jspecify.annotations.Nullable;

/**
 * A list of nodes that keeps record of which of them changed, so that who has worked something out
 * for all nodes can catch up by looking at those alone. Older entries are forgotten.
 */
public interface NodeJournal extends NodeList {
  /** Number of the oldest entry that is kept. */
  long firstEntry();

  /** Number of the entry to come. */
  long nextEntry();

  /** {@linkplain NodeInfo#index Index} of the node that an entry tells of. */
  int changedIndex(long entry);

  /** Whether the node's description changed too: it joined, left or was described anew. */
  boolean isDescriptionChanged(long entry);

  /**
   * The pod that came to the node or left it, or one of the same {@linkplain PodInfo#kind kind};
   * null if the entry tells of something else.
   */
  @Nullable PodInfo changedPod(long entry);

  /** {@linkplain PodInfo#kind Kind} of {@link #changedPod}, 0 if there is none. */
  int changedKind(long entry);

  /** 1 if {@link #changedPod} came, -1 if it left. */
  int podSign(long entry);

  /** How many times the description of some node changed. */
  long descriptionsVersion();

  /** How many times a node joined, left, or got other labels. */
  long labelsVersion();

  /** How many times a node joined, left, or had other images. */
  long imagesVersion();

  /** All indices are below. */
  int indexBound();

  /** The node at an index, null if it is gone. */
  @Nullable NodeInfo byIndex(int index);
}
