package io.towtank.reports.chart;

import io.towtank.record.FaultEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nodes, pods and replacements of one fault, each with what it was over time. */
final class FailoverLanes {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int NODES_MAX = 1;
  private static final int PODS_MAX = 2;

  private FailoverLanes() {}

  /** What a node or pod can be. */
  enum Phase {
    WELL("ready"),
    UNNOTICED("hit, not noticed"),
    NOT_READY("known not ready"),
    ENDING("told to end"),
    WAITING("waits for a node"),
    STARTING("starts");

    private final String words;

    Phase(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** A phase from one time to another, in seconds since the fault. */
  record Stretch(Phase phase, double fromSeconds, double toSeconds) {}

  /** One bar. */
  record Lane(String name, List<Stretch> stretches) {}

  private static final class Track {
    private final String name;
    private final List<Stretch> stretches = new ArrayList<>();
    private Phase phase;
    private double since;
    private boolean isOver;

    Track(String name, Phase phase, double since) {
      this.name = name;
      this.phase = phase;
      this.since = since;
    }

    void turn(Phase next, double at) {
      if (!isOver) {
        stretches.add(new Stretch(phase, since, at));
        phase = next;
        since = at;
      }
    }

    void end(double at) {
      turn(phase, at);
      isOver = true;
    }

    Lane lane() {
      end(Double.MAX_VALUE);
      return new Lane(name, stretches);
    }
  }

  /** The first node; the first pod and the last, each with its replacement. */
  static List<Lane> of(List<FaultEvent> events, long beginNanos) {
    Map<String, Track> nodes = new LinkedHashMap<>();
    Map<String, Track> pods = new LinkedHashMap<>();
    Map<String, Track> replacements = new LinkedHashMap<>();
    Map<String, String> replaced = new LinkedHashMap<>();
    for (FaultEvent event : events) {
      double at = (event.atNanos() - beginNanos) / NANOS_PER_SECOND;
      String object = event.object();
      switch (event.kind()) {
        case NODE_NOT_READY -> hit(nodes, "node " + object, object).turn(Phase.NOT_READY, at);
        case NODE_READY -> hit(nodes, "node " + object, object).turn(Phase.WELL, at);
        case POD_UNREADY -> hit(pods, "pod " + name(object), object).turn(Phase.NOT_READY, at);
        case POD_READY -> hit(pods, "pod " + name(object), object).turn(Phase.WELL, at);
        case POD_EVICTED -> {
          Track replacement = replacements.get(object);
          if (replacement == null) {
            hit(pods, "pod " + name(object), object).turn(Phase.ENDING, at);
          } else {
            replacement.turn(Phase.ENDING, at);
          }
        }
        case POD_GONE -> {
          Track track = pods.get(object);
          if (track != null) {
            track.end(at);
          }
        }
        case REPLACEMENT_CREATED -> {
          replacements.put(object, new Track("replacement " + name(object), Phase.WAITING, at));
          replaced.putIfAbsent(event.detail(), object);
        }
        case REPLACEMENT_BOUND -> turn(replacements, object, Phase.STARTING, at);
        case REPLACEMENT_READY -> turn(replacements, object, Phase.WELL, at);
        case BEGAN, NOTED, NODE_TAINTED, NODE_UNTAINTED, REPLACEMENT_STARTED, ENDED -> {
          // These change no bar.
        }
      }
    }
    List<Lane> lanes = new ArrayList<>();
    nodes.values().stream().limit(NODES_MAX).map(Track::lane).forEach(lanes::add);
    shown(List.copyOf(pods.keySet()), List.copyOf(replaced.keySet()))
        .forEach(
            pod -> {
              Track track = pods.get(pod);
              Track replacement = replacements.get(replaced.getOrDefault(pod, ""));
              if (track != null) {
                lanes.add(track.lane());
              }
              if (replacement != null) {
                lanes.add(replacement.lane());
              }
            });
    return lanes;
  }

  /** Of pods that were replaced the first and the last, so that all that lies between is seen. */
  private static Set<String> shown(List<String> pods, List<String> replaced) {
    Set<String> shown = new LinkedHashSet<>();
    if (!replaced.isEmpty()) {
      shown.add(replaced.get(0));
      shown.add(replaced.get(replaced.size() - 1));
    }
    for (String pod : pods) {
      if (shown.size() < PODS_MAX) {
        shown.add(pod);
      }
    }
    return shown;
  }

  private static Track hit(Map<String, Track> tracks, String name, String object) {
    return tracks.computeIfAbsent(
        object,
        key -> {
          Track track = new Track(name, Phase.WELL, -Double.MAX_VALUE);
          track.turn(Phase.UNNOTICED, 0);
          return track;
        });
  }

  private static void turn(Map<String, Track> tracks, String object, Phase phase, double at) {
    Track track = tracks.get(object);
    if (track != null) {
      track.turn(phase, at);
    }
  }

  private static String name(String podKey) {
    return podKey.substring(podKey.indexOf('/') + 1);
  }
}
