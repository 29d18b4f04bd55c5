package io.towtank.kernel;

import java.util.List;

/**
 * Events of one instant bring forth events of the same instant without end: components answer each
 * other with no time in between, so the clock stands still.
 */
public final class EndlessInstantException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EndlessInstantException(long timeNanos, long events, List<String> mailboxes) {
    super(
        "%d events at the instant %d ns, and no end: the last went to %s"
            .formatted(events, timeNanos, String.join(", ", mailboxes)));
  }
}
