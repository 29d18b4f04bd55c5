package io.towtank.text;

import org.jspecify.annotations.Nullable;

/**
 * Something that a user gave us can't be used. The message is complete by itself: where it stands,
 * what was found, what was expected.
 *
 * <p>Everything else that is thrown is a defect of Towtank.
 */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One or more whole lines for the user. */
  public InputException(String message) {
    super(message);
  }

  /** With what went wrong underneath, for the log. */
  public InputException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
