package io.towtank.scenarios.cli;

import io.towtank.scenarios.load.Services;
import java.util.Iterator;

/** Names that a shell can complete; found only when they are asked for, since that takes time. */
final class Candidates {
  private Candidates() {}

  /** Scheduling policies. */
  static final class Policies implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Services.policies().keySet().iterator();
    }
  }

  /** Formats of traces. */
  static final class TraceFormats implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Services.formats().keySet().iterator();
    }
  }
}
