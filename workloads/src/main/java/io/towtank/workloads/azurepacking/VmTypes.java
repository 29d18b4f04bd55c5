package io.towtank.workloads.azurepacking;

import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What each type of virtual machine takes of a machine of one type. Shares differ between types of
 * machines, and not in proportion, so that only one can be chosen.
 */
final class VmTypes {
  private static final int TYPES_MAX = 1_000_000;

  private final String machine;
  private final Map<String, Share> shareByType;

  private VmTypes(String machine, Map<String, Share> shareByType) {
    this.machine = machine;
    this.shareByType = shareByType;
  }

  /**
   * Reads the types.
   *
   * @param machine type of machines; empty for the one that most types of virtual machines fit on
   */
  static VmTypes read(PackingDatabase database, Path file, String machine) {
    SortedMap<String, Map<String, Share>> sharesByMachine = new TreeMap<>();
    int count = 0;
    try (PackingDatabase.Table types =
        database.table("vmType", "vmTypeId, machineId, core, memory")) {
      while (types.next()) {
        if (++count > TYPES_MAX) {
          throw new InputException(types.position() + ": more than " + TYPES_MAX + " types");
        }
        sharesByMachine
            .computeIfAbsent(types.text(2), unused -> new HashMap<>())
            .put(types.text(1), new Share(types.number(3, 0, 1), types.number(4, 0, 1)));
      }
    } catch (IOException e) {
      throw new InputException(file + ": the database can't be read", e);
    }
    if (sharesByMachine.isEmpty()) {
      throw new InputException(file + ": table vmType has no rows");
    }
    String chosen = machine.isEmpty() ? largest(sharesByMachine) : machine;
    Map<String, Share> shares = sharesByMachine.get(chosen);
    if (shares == null) {
      throw new InputException(
          "trace option '%s': found %s, expected a machineId of table vmType%s"
              .formatted(
                  AzurePackingFormat.MACHINE_ID,
                  Shown.quoted(chosen),
                  NearestName.hint(chosen, sharesByMachine.keySet())));
    }
    return new VmTypes(chosen, shares);
  }

  /** The type of machines that was chosen. */
  String machine() {
    return machine;
  }

  /** What a type takes; null if it does not fit on such machines. */
  @Nullable Share share(String type) {
    return shareByType.get(type);
  }

  private static String largest(SortedMap<String, Map<String, Share>> sharesByMachine) {
    String largest = sharesByMachine.firstKey();
    int typesMax = 0;
    for (Map.Entry<String, Map<String, Share>> entry : sharesByMachine.entrySet()) {
      if (entry.getValue().size() > typesMax) {
        largest = entry.getKey();
        typesMax = entry.getValue().size();
      }
    }
    return largest;
  }

  /** Shares of a machine, from 0 to 1. */
  record Share(double core, double memory) {}
}
