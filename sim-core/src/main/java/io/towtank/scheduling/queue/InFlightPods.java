package io.towtank.scheduling.queue;

import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.QueueingHint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * Pods whose attempt is under way, in the order in which they were popped, and what has happened
 * since the first of them was.
 */
final class InFlightPods {
  private record Event(ClusterEvent event, QueueingHint.Change change) {}

  private final Map<Long, QueuedPod> pods = new LinkedHashMap<>();
  private final List<Event> events = new ArrayList<>();
  private long eventsDropped;

  boolean isEmpty() {
    return pods.isEmpty();
  }

  boolean contains(long podUid) {
    return pods.containsKey(podUid);
  }

  /** A pod's attempt begins. */
  void begin(QueuedPod queued) {
    queued.setFirstEventInFlight(eventsDropped + events.size());
    pods.put(queued.info().pod().uid(), queued);
  }

  /** Keeps an event for the pods whose attempt is under way. */
  void happened(ClusterEvent event, QueueingHint.Change change) {
    if (!pods.isEmpty()) {
      events.add(new Event(event, change));
    }
  }

  /** Whether something that has happened during the pod's attempt helps it. */
  boolean hasMissed(QueuedPod queued, BiPredicate<ClusterEvent, QueueingHint.Change> helps) {
    int from = Math.toIntExact(queued.firstEventInFlight() - eventsDropped);
    for (Event missed : events.subList(from, events.size())) {
      if (helps.test(missed.event(), missed.change())) {
        return true;
      }
    }
    return false;
  }

  /** A pod's attempt has ended; what nobody else needs to know any more is forgotten. */
  void end(QueuedPod queued) {
    pods.remove(queued.info().pod().uid());
    int old =
        pods.isEmpty()
            ? events.size()
            : Math.toIntExact(pods.values().iterator().next().firstEventInFlight() - eventsDropped);
    events.subList(0, old).clear();
    eventsDropped += old;
  }

  void clear() {
    pods.clear();
    eventsDropped += events.size();
    events.clear();
  }
}
