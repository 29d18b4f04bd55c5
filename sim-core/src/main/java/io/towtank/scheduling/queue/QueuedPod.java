package io.towtank.scheduling.queue;

import io.towtank.model.Pod;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.QueuedPodInfo;
import java.util.Collections;
import java.util.SortedSet;

/** A pod that waits to be scheduled, or that is being scheduled. */
public final class QueuedPod implements QueuedPodInfo {
  /** Where a pod can be. */
  public enum Place {
    /** Ready to be tried. */
    ACTIVE,
    /** Ready, once its backoff is over. */
    BACKOFF,
    /**
     * As BACKOFF, after an error or too many attempts at one instant: nothing but time gets it out.
     */
    ERROR_BACKOFF,
    /** Waits for the cluster to change. */
    UNSCHEDULABLE,
    /** A PreEnqueue plugin keeps it out. */
    GATED,
    /** Popped; its attempt is under way. */
    IN_FLIGHT,
    /** Popped; its binding is under way. */
    BINDING,
    /** Gone. */
    NOWHERE
  }

  private PodInfo info;
  private Place place = Place.NOWHERE;
  private long timestampNanos;
  private long sequence;
  private int attempts;
  private long lastAttemptNanos = Pod.NEVER;
  private int attemptsAtThatInstant;
  private int unschedulableCount;
  private int consecutiveErrors;
  private SortedSet<String> unschedulablePlugins = Collections.emptySortedSet();
  private long firstEventInFlight;
  private boolean poppedFromBackoff;

  QueuedPod(PodInfo info) {
    this.info = info;
  }

  @Override
  public PodInfo info() {
    return info;
  }

  void replace(PodInfo newer) {
    info = newer;
  }

  /** Where it is. */
  public Place place() {
    return place;
  }

  void moveTo(Place newPlace) {
    place = newPlace;
  }

  @Override
  public long timestampNanos() {
    return timestampNanos;
  }

  @Override
  public long sequence() {
    return sequence;
  }

  void stamp(long nanos, long uniqueSequence) {
    timestampNanos = nanos;
    sequence = uniqueSequence;
  }

  @Override
  public int attempts() {
    return attempts;
  }

  /** Whether its present attempt began before its backoff was over. */
  public boolean isPoppedFromBackoff() {
    return poppedFromBackoff;
  }

  void countAttempt(long nanos, boolean fromBackoff) {
    attempts++;
    poppedFromBackoff = fromBackoff;
    attemptsAtThatInstant = attemptsAt(nanos) + 1;
    lastAttemptNanos = nanos;
  }

  int attemptsAt(long nanos) {
    return nanos == lastAttemptNanos ? attemptsAtThatInstant : 0;
  }

  /** Plugins that refused it in its last attempt; empty if that ended with an error. */
  public SortedSet<String> unschedulablePlugins() {
    return unschedulablePlugins;
  }

  void failUnschedulable(SortedSet<String> plugins) {
    unschedulablePlugins = plugins;
    unschedulableCount++;
    consecutiveErrors = 0;
  }

  void failWithError() {
    unschedulablePlugins = Collections.emptySortedSet();
    consecutiveErrors++;
  }

  /** Failures that its backoff counts. */
  int failures() {
    return consecutiveErrors > 0 ? consecutiveErrors : unschedulableCount;
  }

  long firstEventInFlight() {
    return firstEventInFlight;
  }

  void setFirstEventInFlight(long number) {
    firstEventInFlight = number;
  }

  @Override
  public String toString() {
    return info + " " + place;
  }
}
