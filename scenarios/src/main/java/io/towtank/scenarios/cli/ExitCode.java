package io.towtank.scenarios.cli;

/** What the process tells its caller. */
final class ExitCode {
  /** All went well. */
  static final int OK = 0;

  /** A check failed. */
  static final int FAILED = 1;

  /** The command line or an input can't be used. */
  static final int BAD_INPUT = 2;

  /** Towtank has a defect, or the machine gave out. */
  static final int INTERNAL = 3;

  private ExitCode() {}
}
