package io.towtank.scenarios.load;

import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultRegistry;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.SchedulingPolicy;
import io.towtank.scheduling.runtime.PluginRegistry;
import io.towtank.text.InputException;
import io.towtank.workloads.TraceFormat;
import io.towtank.workloads.TraceFormats;
import java.util.Collection;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What the class path offers by name, in order of names. */
public final class Services {
  private Services() {}

  /** The scheduling policies. */
  public static SortedMap<String, SchedulingPolicy> policies() {
    SortedMap<String, SchedulingPolicy> policies = new TreeMap<>();
    for (SchedulingPolicy found : ServiceLoader.load(SchedulingPolicy.class)) {
      SchedulingPolicy other = policies.put(found.name(), found);
      if (other != null) {
        throw new InputException(
            "the name '"
                + found.name()
                + "' is offered twice on the class path: "
                + other.getClass().getName()
                + " and "
                + found.getClass().getName());
      }
    }
    return policies;
  }

  /** The factories of scheduling plugins. */
  public static SortedMap<String, PluginFactory> plugins() {
    return byName(PluginRegistry.load().all(), PluginFactory::name);
  }

  /** The trace formats. */
  public static SortedMap<String, TraceFormat> formats() {
    return byName(TraceFormats.all(), TraceFormat::name);
  }

  /** The factories of faults. */
  public static SortedMap<String, FaultFactory> faults() {
    return byName(FaultRegistry.load().all(), FaultFactory::name);
  }

  /** The names of one of these services. */
  public static Collection<String> names(Class<?> service) {
    if (service == SchedulingPolicy.class) {
      return policies().keySet();
    }
    if (service == PluginFactory.class) {
      return plugins().keySet();
    }
    if (service == TraceFormat.class) {
      return formats().keySet();
    }
    if (service == FaultFactory.class) {
      return faults().keySet();
    }
    throw new IllegalArgumentException("no such service: " + service);
  }

  private static <T> SortedMap<String, T> byName(Collection<T> all, Function<T, String> nameOf) {
    SortedMap<String, T> byName = new TreeMap<>();
    all.forEach(one -> byName.put(nameOf.apply(one), one));
    return byName;
  }
}
