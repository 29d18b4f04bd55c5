package io.towtank.model;

/**
 * An object that the API store keeps, in one immutable version.
 *
 * @param <T> the implementing type
 */
public interface ApiObject<T extends ApiObject<T>> {
  /**
   * A version that is being made, which nobody else has.
   *
   * @param <T> the object's type
   */
  interface Draft<T> {
    /** Sets {@link ApiObject#resourceVersion}. */
    Draft<T> resourceVersion(long value);

    /** The version. */
    T build();
  }

  /** Unique within its kind: the name, or {@code namespace/name}. */
  String key();

  /** Version that the store gave it; 0 before it was stored. */
  long resourceVersion();

  /** The same object under another version. */
  T withResourceVersion(long resourceVersion);

  /**
   * A hash of what can change during a run, equal on every JVM; it makes the digest of a run depend
   * on what was written.
   */
  long contentHash();
}
