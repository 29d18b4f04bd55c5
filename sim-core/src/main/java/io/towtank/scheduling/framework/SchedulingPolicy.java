package io.towtank.scheduling.framework;

/** A ready profile under a name of its own; found through {@link java.util.ServiceLoader}. */
public interface SchedulingPolicy {
  /** Its name, as in {@code --policy}. */
  String name();

  /** What it does and where it comes from, in one or two sentences for people. */
  String summary();

  /** Its profile. */
  Profile profile();
}
