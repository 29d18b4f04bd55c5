package io.towtank.workloads.kubernetes;

import io.towtank.model.Pod;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodBehavior.FailureModel;
import io.towtank.text.Durations;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a pod's containers do from annotations of the pod or of its template:
 *
 * <ul>
 *   <li>{@code towtank.io/duration}: how long a run lasts that ends well, {@code 5m};
 *   <li>{@code towtank.io/startup}, {@code towtank.io/readiness}: how long a container takes to be
 *       up, and then to be ready;
 *   <li>{@code towtank.io/failing-runs}: how many runs go wrong before one works, or {@code all};
 *   <li>{@code towtank.io/exit-code} (1), {@code towtank.io/exit-after} (0s, or {@code never} for
 *       runs that hang): how such a run ends;
 *   <li>{@code towtank.io/checkpoint}: how often batch work is saved.
 * </ul>
 */
final class BehaviorReader {
  private static final String PREFIX = "towtank.io/";
  private static final String DURATION = "duration";
  private static final String STARTUP = "startup";
  private static final String READINESS = "readiness";
  private static final String EXIT_CODE = "exit-code";
  private static final String EXIT_AFTER = "exit-after";
  private static final String FAILING_RUNS = "failing-runs";
  private static final String CHECKPOINT = "checkpoint";
  private static final List<String> NAMES =
      List.of(CHECKPOINT, DURATION, EXIT_AFTER, EXIT_CODE, FAILING_RUNS, READINESS, STARTUP);
  private static final int EXIT_CODE_MAX = 255;

  private final Manifest manifest;
  private final Map<?, ?> annotations;

  private BehaviorReader(Manifest manifest, Map<?, ?> annotations) {
    this.manifest = manifest;
    this.annotations = annotations;
  }

  /**
   * What the containers do.
   *
   * @param tree the pod or template, whose {@code metadata.annotations} are looked at
   */
  static PodBehavior read(Manifest manifest, Map<?, ?> tree) {
    if (tree.get("metadata") instanceof Map<?, ?> metadata
        && metadata.get("annotations") instanceof Map<?, ?> annotations) {
      return new BehaviorReader(manifest, annotations).read();
    }
    return PodBehavior.DEFAULT;
  }

  private PodBehavior read() {
    boolean any = false;
    for (Object key : annotations.keySet()) {
      if (key instanceof String name && name.startsWith(PREFIX)) {
        any = true;
        String own = name.substring(PREFIX.length());
        if (!NAMES.contains(own)) {
          manifest.warn(
              path(Shown.plain(own)),
              "unknown annotation, has no effect" + NearestName.hint(own, NAMES));
        }
      }
    }
    return any
        ? new PodBehavior(
            nanos(DURATION, Pod.NEVER),
            nanos(STARTUP, 0),
            nanos(READINESS, 0),
            failure(),
            nanos(CHECKPOINT, 0))
        : PodBehavior.DEFAULT;
  }

  private FailureModel failure() {
    String runs = text(FAILING_RUNS);
    String code = text(EXIT_CODE);
    String after = text(EXIT_AFTER);
    if (runs == null && code == null && after == null) {
      return FailureModel.NONE;
    }
    return new FailureModel(
        code == null ? 1 : number(EXIT_CODE, code, EXIT_CODE_MAX, "a whole number, 0 to 255"),
        after == null ? 0 : after.equals("never") ? Pod.NEVER : nanos(EXIT_AFTER, 0),
        runs == null || runs.equals("all")
            ? FailureModel.ALL
            : number(FAILING_RUNS, runs, Integer.MAX_VALUE, "a whole number, 0 or more, or all"));
  }

  private int number(String name, String text, int max, String expected) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw manifest.unexpected(path(name), text, expected);
    }
    throw manifest.unexpected(path(name), text, expected);
  }

  private long nanos(String name, long absent) {
    String text = text(name);
    if (text == null) {
      return absent;
    }
    try {
      return Durations.parse(text).toNanos();
    } catch (IllegalArgumentException e) {
      throw manifest.unexpected(path(name), text, "a duration such as 90s, 5m or 1h30m");
    }
  }

  private @Nullable String text(String name) {
    Object value = annotations.get(PREFIX + name);
    if (value == null) {
      return null;
    }
    if (value instanceof String || value instanceof Number) {
      return value.toString();
    }
    throw manifest.unexpected(path(name), value, "text");
  }

  private static String path(String name) {
    return "metadata.annotations." + PREFIX + name;
  }
}
