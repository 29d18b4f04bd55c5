package io.towtank.api;

import java.util.ArrayDeque;

/**
 * Hands out changes one after the other: a watcher that writes while it is being told makes a
 * change that waits its turn, so that nobody hears of a later change before an earlier one.
 */
final class WatchDispatcher {
  private final ArrayDeque<Runnable> pending = new ArrayDeque<>();
  private boolean draining;

  void dispatch(Runnable delivery) {
    pending.add(delivery);
    if (draining) {
      return;
    }
    draining = true;
    try {
      Runnable next = pending.poll();
      while (next != null) {
        next.run();
        next = pending.poll();
      }
    } finally {
      draining = false;
    }
  }
}
