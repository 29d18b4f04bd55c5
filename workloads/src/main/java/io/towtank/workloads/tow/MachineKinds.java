package io.towtank.workloads.tow;

import io.towtank.fault.MachineEvent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Kinds of rows that tell of a machine: {@code MachineAdd}, {@code MachineRemove}, … */
final class MachineKinds {
  private MachineKinds() {}

  static String word(MachineEvent.Kind kind) {
    String name = kind.name();
    return TowSchema.MACHINE + name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  /** The kind of event; null if it is no kind of a machine event. */
  static MachineEvent.@Nullable Kind parse(String word) {
    for (MachineEvent.Kind kind : MachineEvent.Kind.values()) {
      if (word(kind).equals(word)) {
        return kind;
      }
    }
    return null;
  }
}
