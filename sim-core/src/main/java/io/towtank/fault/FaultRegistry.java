package io.towtank.fault;

import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.util.Collection;
import java.util.Collections;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The kinds of faults there are, by name. */
public final class FaultRegistry {
  private final SortedMap<String, FaultFactory> factories = new TreeMap<>();

  private FaultRegistry() {}

  /**
   * All that the class path has.
   *
   * @throws IllegalStateException if two have one name
   */
  public static FaultRegistry load() {
    FaultRegistry registry = new FaultRegistry();
    for (FaultFactory factory : ServiceLoader.load(FaultFactory.class)) {
      if (registry.factories.putIfAbsent(factory.name(), factory) != null) {
        throw new IllegalStateException("there are two faults named " + factory.name());
      }
    }
    return registry;
  }

  /** All of them, in the order of their names. */
  public Collection<FaultFactory> all() {
    return Collections.unmodifiableCollection(factories.values());
  }

  /**
   * The one of this name.
   *
   * @throws IllegalArgumentException if there is none; the message names the nearest
   */
  public FaultFactory named(String name) {
    FaultFactory factory = factories.get(name);
    if (factory == null) {
      throw new IllegalArgumentException(
          "there is no fault " + Shown.quoted(name) + NearestName.hint(name, factories.keySet()));
    }
    return factory;
  }
}
