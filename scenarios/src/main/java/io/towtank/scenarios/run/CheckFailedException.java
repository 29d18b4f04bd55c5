package io.towtank.scenarios.run;

/** A run broke a rule that must hold in every run; the message names the rule and the moment. */
public final class CheckFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the rule that was broken, and when. */
  public CheckFailedException(String message) {
    super(message);
  }
}
