package io.towtank.plugins.kubernetes.volume;

import io.towtank.model.ApiObject;
import io.towtank.scheduling.framework.Lister;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Objects as the API shows them, or as the scheduler assumes that it will change them: an assumed
 * object holds until it is restored, or the API shows a newer version.
 *
 * @param <T> the kind
 */
final class AssumeCache<T extends ApiObject<T>> {
  private static final int SWEEP_SIZE_MIN = 64;

  private final Supplier<Lister<T>> lister;
  private final Map<String, T> assumed = new LinkedHashMap<>();
  private int sweepSize = SWEEP_SIZE_MIN;

  AssumeCache(Supplier<Lister<T>> lister) {
    this.lister = lister;
  }

  /** An object by its key, null if the API shows none. */
  @Nullable T get(String key) {
    T shown = lister.get().get(key);
    if (shown == null) {
      assumed.remove(key);
      return null;
    }
    return latest(shown);
  }

  /** The object as assumed, or as shown if nothing newer is assumed. */
  T latest(T shown) {
    T object = assumed.get(shown.key());
    if (object == null) {
      return shown;
    }
    if (shown.resourceVersion() > object.resourceVersion()) {
      assumed.remove(shown.key());
      return shown;
    }
    return object;
  }

  /** Whether the object could be assumed: it is not gone, and no newer version is known. */
  boolean assume(T object) {
    T current = get(object.key());
    if (current == null || current.resourceVersion() > object.resourceVersion()) {
      return false;
    }
    if (assumed.size() >= sweepSize) {
      sweep();
    }
    assumed.put(object.key(), object);
    return true;
  }

  /** Holds what the API shows from now on. */
  void restore(String key) {
    assumed.remove(key);
  }

  /** Forgets what is outdated, so that memory grows with what is under way. */
  private void sweep() {
    Lister<T> shown = lister.get();
    assumed
        .values()
        .removeIf(
            object -> {
              T stored = shown.get(object.key());
              return stored == null || stored.resourceVersion() > object.resourceVersion();
            });
    sweepSize = Math.max(SWEEP_SIZE_MIN, 2 * assumed.size());
  }
}
