package io.towtank.scheduling.framework;

import java.util.List;

/**
 * Says which events can make pods schedulable that this plugin has refused. A plugin without it has
 * its pods retried after every event.
 */
public interface EnqueueExtensions extends Plugin {
  /** The events and their tests; asked once. */
  List<QueueingHint> eventsToRegister();
}
