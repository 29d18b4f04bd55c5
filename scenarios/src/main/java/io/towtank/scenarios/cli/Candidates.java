package io.towtank.scenarios.cli;

import io.towtank.scenarios.load.Services;
import java.util.ArrayList;

/** Names that a shell can complete. */
final class Candidates {
  private Candidates() {}

  /** Scheduling policies. */
  static final class Policies extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Policies() {
      super(Services.policies().keySet());
    }
  }

  /** Formats of traces. */
  static final class TraceFormats extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    TraceFormats() {
      super(Services.formats().keySet());
    }
  }
}
