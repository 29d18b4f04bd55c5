package io.towtank.scheduling.runtime;

import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import java.util.Collection;
import java.util.Collections;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The plugins there are, by name: ours and those of jars on the class path. */
public final class PluginRegistry {
  private final SortedMap<String, PluginFactory> factories = new TreeMap<>();

  private PluginRegistry(Iterable<PluginFactory> found) {
    for (PluginFactory factory : found) {
      PluginFactory other = factories.putIfAbsent(factory.name(), factory);
      if (other != null) {
        throw new InputException(
            "two plugins are named "
                + factory.name()
                + ": "
                + other.getClass().getName()
                + " and "
                + factory.getClass().getName());
      }
    }
  }

  /** All plugins that {@link ServiceLoader} finds. */
  public static PluginRegistry load() {
    return new PluginRegistry(ServiceLoader.load(PluginFactory.class));
  }

  /** These plugins only. */
  public static PluginRegistry of(Collection<? extends PluginFactory> factories) {
    return new PluginRegistry(Collections.unmodifiableCollection(factories));
  }

  /** All factories, in order of names. */
  public Collection<PluginFactory> all() {
    return Collections.unmodifiableCollection(factories.values());
  }

  /**
   * The factory of a plugin.
   *
   * @throws InputException naming the nearest plugin, if there is none
   */
  public PluginFactory get(String name) {
    PluginFactory factory = factories.get(name);
    if (factory == null) {
      throw new InputException(
          "there is no scheduling plugin '"
              + name
              + "'"
              + NearestName.hint(name, factories.keySet()));
    }
    return factory;
  }
}
