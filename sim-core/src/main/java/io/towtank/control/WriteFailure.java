package io.towtank.control;

import io.towtank.api.WriteResult;

/**
 * Ends a reconciliation early because a write was not done: what follows would have built on it.
 * The object is looked at again later.
 */
public final class WriteFailure extends Exception {
  private static final long serialVersionUID = 1;

  /** A failure with a message for people. */
  public WriteFailure(String message) {
    super(message, null, false, false);
  }

  /**
   * What was stored.
   *
   * @throws WriteFailure if nothing was
   */
  public static <T> T orStop(WriteResult<T> result) throws WriteFailure {
    T object = result.object();
    if (object == null) {
      throw new WriteFailure(result.code() + ": " + result.message());
    }
    return object;
  }

  /**
   * Passes where the write was done, or its object had gone before.
   *
   * @throws WriteFailure otherwise
   */
  public static void unlessGone(WriteResult<?> result) throws WriteFailure {
    if (result.code() != WriteResult.Code.NOT_FOUND) {
      orStop(result);
    }
  }
}
