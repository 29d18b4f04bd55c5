package io.towtank.workloads;

import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The trace formats on the class path. */
public final class TraceFormats {
  private TraceFormats() {}

  /**
   * All of them, in order of their names.
   *
   * @throws InputException if two have the same name
   */
  public static List<TraceFormat> all() {
    return new ArrayList<>(byName().values());
  }

  /**
   * The format of this name.
   *
   * @throws InputException with the nearest name if there is none
   */
  public static TraceFormat named(String name) {
    SortedMap<String, TraceFormat> formats = byName();
    TraceFormat format = formats.get(name);
    if (format == null) {
      throw new InputException(
          "no trace format '" + name + "'" + NearestName.hint(name, formats.keySet()));
    }
    return format;
  }

  private static SortedMap<String, TraceFormat> byName() {
    SortedMap<String, TraceFormat> formats = new TreeMap<>();
    for (TraceFormat format : ServiceLoader.load(TraceFormat.class)) {
      TraceFormat other = formats.put(format.name(), format);
      if (other != null) {
        throw new InputException(
            "trace format '%s' is there twice: %s and %s"
                .formatted(format.name(), other.getClass().getName(), format.getClass().getName()));
      }
    }
    return formats;
  }
}
