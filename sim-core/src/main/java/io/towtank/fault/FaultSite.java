package io.towtank.fault;

/**
 * Where one occurrence of a fault takes place.
 *
 * @param world what it can reach
 * @param targets whom it strikes
 * @param finished to be called by a fault that is over by itself, once
 * @param notes takes what happens meanwhile, for the timeline
 */
public record FaultSite(FaultWorld world, Targets targets, Runnable finished, Notes notes) {
  /** Takes what happens in the course of a fault. */
  @FunctionalInterface
  public interface Notes {
    /** Something has happened now, in a few words. */
    void add(String what);
  }
}
