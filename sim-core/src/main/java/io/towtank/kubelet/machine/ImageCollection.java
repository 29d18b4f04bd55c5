package io.towtank.kubelet.machine;

import io.towtank.model.ResourceNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Removes images that no pod of the machine uses when its disk fills up: every 5 min from the
 * kubelet's start on, those first whose last use is longest ago, until enough is free. An image
 * that came since the last look stays. Nothing but images is on the disk. Source: Kubernetes v1.34,
 * kubelet {@code images/image_gc_manager.go}: {@code GarbageCollect}, {@code freeSpace}; {@code
 * ImageGCPeriod}.
 *
 * <p>It has a timer only while the disk is too full.
 */
final class ImageCollection {
  private static final long PERIOD_NANOS = 300_000_000_000L;
  private static final long NO_TIMER = 0;
  private static final long BEFORE = -1;

  private final Machine machine;
  private final MachineContext context;
  private final Map<String, Long> lastUsed = new HashMap<>();
  private final Map<String, Long> arrived = new HashMap<>();
  private long startNanos;
  private long timer = NO_TIMER;

  ImageCollection(Machine machine, MachineContext context) {
    this.machine = machine;
    this.context = context;
  }

  /** The kubelet starts: it knows nothing of earlier uses. */
  void start() {
    startNanos = context.now();
    lastUsed.clear();
    arrived.clear();
    check();
  }

  /** The kubelet is gone. */
  void stop() {
    if (timer != NO_TIMER) {
      context.cancel(timer);
      timer = NO_TIMER;
    }
  }

  /** An image has come in. */
  void added(String image) {
    arrived.put(image, context.now());
    check();
  }

  /** A pod is gone: its images were in use when the kubelet looked last, if it was there then. */
  void released(PodRun run) {
    long look = lastLook(context.now());
    if (look >= run.admittedNanos()) {
      for (String image : imagesOf(run)) {
        lastUsed.merge(image, look, Math::max);
      }
    }
  }

  /** Sets the timer if the disk is too full. */
  void check() {
    if (timer == NO_TIMER && machine.isAwake() && isTooFull()) {
      long next = lastLook(context.now()) + PERIOD_NANOS;
      timer = context.wakeAt(next, new MachineWake(machine.name(), MachineWake.Task.IMAGES, 0));
    }
  }

  /** Looks at the disk. */
  void wake() {
    timer = NO_TIMER;
    if (!machine.isAwake() || !isTooFull()) {
      return;
    }
    long capacity = capacityBytes();
    long low = context.options().imageDisk().lowPercent();
    long excess = usedBytes() - capacity / 100 * low - capacity % 100 * low / 100;
    for (String image : unused()) {
      if (excess <= 0) {
        break;
      }
      excess -= machine.images().remove(image);
      lastUsed.remove(image);
      arrived.remove(image);
    }
    machine.status().changed();
    check();
  }

  private List<String> unused() {
    Set<String> used = new TreeSet<>();
    machine.runs().forEach(run -> used.addAll(imagesOf(run)));
    long previous = context.now() - PERIOD_NANOS;
    List<String> unused = new ArrayList<>();
    for (String image : machine.images().present().keySet()) {
      if (machine.images().namesOf(image).stream().noneMatch(used::contains)
          && arrived.getOrDefault(image, BEFORE) <= previous) {
        unused.add(image);
      }
    }
    unused.sort(
        Comparator.comparingLong((String image) -> lastUsed.getOrDefault(image, BEFORE))
            .thenComparingLong(image -> arrived.getOrDefault(image, BEFORE))
            .thenComparing(Comparator.naturalOrder()));
    return unused;
  }

  private static Set<String> imagesOf(PodRun run) {
    Set<String> images = new TreeSet<>();
    run.inits().forEach(it -> images.add(ImagePulls.normalized(it.spec().image())));
    run.mains().forEach(it -> images.add(ImagePulls.normalized(it.spec().image())));
    return images;
  }

  private boolean isTooFull() {
    long capacity = capacityBytes();
    return capacity > 0
        && (double) usedBytes() / capacity * 100 >= context.options().imageDisk().highPercent();
  }

  private long usedBytes() {
    long sum = 0;
    for (long bytes : machine.images().present().values()) {
      sum += bytes;
    }
    return sum;
  }

  private long capacityBytes() {
    long own = context.options().imageDisk().bytes();
    return own > 0 ? own : machine.capacity().get(ResourceNames.EPHEMERAL_STORAGE);
  }

  private long lastLook(long now) {
    return startNanos + (now - startNanos) / PERIOD_NANOS * PERIOD_NANOS;
  }
}
