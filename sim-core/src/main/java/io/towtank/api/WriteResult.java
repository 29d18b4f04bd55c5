package io.towtank.api;

import org.jspecify.annotations.Nullable;

/**
 * What came of a write. A refusal is a value: it happens in every cluster.
 *
 * @param code what happened
 * @param object the stored version; null unless {@code code} is OK
 * @param message why it was refused, for people; empty if it was not
 * @param <T> the kind
 */
public record WriteResult<T>(Code code, @Nullable T object, String message) {
  /** What can come of a write. */
  public enum Code {
    /** It was done. */
    OK,
    /** There is no such object. */
    NOT_FOUND,
    /** There is such an object already. */
    ALREADY_EXISTS,
    /** The object has changed since it was read. */
    CONFLICT,
    /** Admission did not let it pass. */
    REFUSED,
    /** A disruption budget does not allow it now; it may later. */
    TOO_MANY_REQUESTS,
    /** The API can't write now: it is down, or its store is read-only. */
    UNAVAILABLE
  }

  static <T> WriteResult<T> ok(T object) {
    return new WriteResult<>(Code.OK, object, "");
  }

  static <T> WriteResult<T> failed(Code code, String message) {
    return new WriteResult<>(code, null, message);
  }

  /** Whether it was done. */
  public boolean isOk() {
    return code == Code.OK;
  }

  /**
   * The stored version, where nothing else can be.
   *
   * @throws IllegalStateException if the write was refused
   */
  public T orThrow() {
    if (object == null) {
      throw new IllegalStateException(code + ": " + message);
    }
    return object;
  }
}
