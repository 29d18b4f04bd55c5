package io.towtank.scheduling.framework;

import io.towtank.model.ApiObject;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects of one kind as the scheduler knows them; where its watches are slow, it knows them late.
 *
 * @param <T> the kind
 */
public interface Lister<T extends ApiObject<T>> {
  /** An object by its key, null if there is none. */
  @Nullable T get(String key);

  /** There are none. */
  static <T extends ApiObject<T>> Lister<T> empty() {
    return new Lister<>() {
      @Override
      public @Nullable T get(String key) {
        return null;
      }

      @Override
      public Collection<T> list() {
        return List.of();
      }
    };
  }

  /** All objects, in the order of creation. */
  Collection<T> list();
}
