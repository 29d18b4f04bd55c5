package io.towtank.fault;

/** Where nodes pull images from. */
@FunctionalInterface
public interface ImageRegistry {
  /** From now on, pulls that begin or are under way fail; or succeed again. */
  void setAvailable(boolean isAvailable);
}
