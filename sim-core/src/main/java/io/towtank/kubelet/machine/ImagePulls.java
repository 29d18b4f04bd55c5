package io.towtank.kubelet.machine;

import io.towtank.model.ContainerImage;
import io.towtank.model.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The images of one machine, and those that it is pulling: one after the other, or a few side by
 * side that share its bandwidth. An image that is there is not pulled again.
 */
final class ImagePulls {
  private static final long NO_TIMER = 0;
  private static final double SECOND = 1e9;

  private final Machine machine;
  private final MachineContext context;
  private final SortedMap<String, Long> present = new TreeMap<>();

  /** For images that were there from the start, all their names. */
  private final Map<String, List<String>> namesOf = new HashMap<>();

  private final List<Pull> pulls = new ArrayList<>();
  private long progressWork;
  private long timer = NO_TIMER;

  /** One image on its way; what is left, as time at full bandwidth. */
  private static final class Pull {
    private final String image;
    private final Set<PodRun> waiting = new LinkedHashSet<>();
    private long leftNanos;

    Pull(String image, long leftNanos) {
      this.image = image;
      this.leftNanos = leftNanos;
    }
  }

  ImagePulls(Machine machine, MachineContext context, Node node) {
    this.machine = machine;
    this.context = context;
    for (ContainerImage image : node.images()) {
      List<String> names = image.names().stream().map(ImagePulls::normalized).distinct().toList();
      for (int i = 0; i < names.size(); i++) {
        present.put(names.get(i), i == 0 ? image.sizeBytes() : 0);
        namesOf.put(names.get(i), names);
      }
    }
  }

  /** An image name with its tag. Source: Kubernetes v1.34, {@code normalizedImageName}. */
  static String normalized(String image) {
    return image.lastIndexOf(':') <= image.lastIndexOf('/') ? image + ":latest" : image;
  }

  /** Whether an image is there, or none is needed. */
  boolean has(String image) {
    return image.isEmpty() || present.containsKey(normalized(image));
  }

  /** All images that are there, with their sizes. */
  SortedMap<String, Long> present() {
    return present;
  }

  /** All names of an image. */
  List<String> namesOf(String image) {
    return namesOf.getOrDefault(image, List.of(image));
  }

  /** Removes an image with all its names; its size. */
  long remove(String image) {
    long bytes = 0;
    for (String name : namesOf(image)) {
      Long size = present.remove(name);
      bytes += size == null ? 0 : size;
    }
    return bytes;
  }

  /** Asks for an image on behalf of a pod, which is brought up to date when it is there. */
  void request(String image, PodRun pod, long now) {
    if (!context.isRegistryUp()) {
      pod.pullFailed(image);
      return;
    }
    for (Pull pull : pulls) {
      if (pull.image.equals(image)) {
        pull.waiting.add(pod);
        return;
      }
    }
    progress(now);
    MachineOptions options = context.options();
    double seconds = (double) options.bytesOf(image) / options.pullBytesPerSecond();
    Pull pull = new Pull(image, (long) StrictMath.ceil(seconds * SECOND));
    pull.waiting.add(pod);
    pulls.add(pull);
    schedule();
  }

  /** A pull may be done. */
  void wake() {
    timer = NO_TIMER;
    progress(context.now());
    List<PodRun> served = new ArrayList<>();
    for (Iterator<Pull> iterator = pulls.iterator(); iterator.hasNext(); ) {
      Pull pull = iterator.next();
      if (pull.leftNanos <= 0) {
        iterator.remove();
        present.put(normalized(pull.image), context.options().bytesOf(pull.image));
        machine.imageCollection().added(normalized(pull.image));
        served.addAll(pull.waiting);
      }
    }
    schedule();
    if (!served.isEmpty()) {
      machine.status().changed();
      served.forEach(PodRun::sync);
    }
  }

  /** The registry is gone: nothing that is on its way arrives. */
  void fail() {
    List<Pull> failed = List.copyOf(pulls);
    clear();
    for (Pull pull : failed) {
      pull.waiting.forEach(pod -> pod.pullFailed(pull.image));
      pull.waiting.forEach(PodRun::sync);
    }
  }

  /** The machine is gone; what has come in stays on its disk. */
  void clear() {
    pulls.clear();
    schedule();
  }

  /** The machine's speed has changed. */
  void rebase(long now) {
    progressWork = machine.clock().workAt(now);
    schedule();
  }

  /** Notes how far the pulls have come. */
  void progress(long now) {
    long work = machine.clock().workAt(now);
    long done = work - progressWork;
    progressWork = work;
    int active = active();
    for (int i = 0; i < active; i++) {
      pulls.get(i).leftNanos -= done / active;
    }
  }

  private int active() {
    return Math.min(context.options().parallelPulls(), pulls.size());
  }

  private void schedule() {
    if (timer != NO_TIMER) {
      context.cancel(timer);
      timer = NO_TIMER;
    }
    int active = active();
    long least = Times.FAR;
    for (int i = 0; i < active; i++) {
      least = Math.min(least, Math.max(0, pulls.get(i).leftNanos));
    }
    if (least != Times.FAR) {
      long at = machine.clock().instantOf(progressWork + least * active);
      timer = context.wakeAt(at, new MachineWake(machine.name(), MachineWake.Task.PULL, 0));
    }
  }
}
