package io.towtank.workloads.tow;

import io.towtank.text.InputException;
import io.towtank.text.Shown;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a workload file comes from: its metadata.
 *
 * @param texts what was read and how, by key: {@code source.name}, {@code source.sha256}, …
 * @param replay how the source was read
 * @param accounts what became of the source's rows and pods
 * @param rows rows in the file
 * @param pods pods among them
 */
public record Provenance(
    SortedMap<String, String> texts,
    ReplayMode replay,
    TraceAccounts accounts,
    long rows,
    long pods) {
  private static final String PREFIX = "towtank.";
  private static final String FORMAT = PREFIX + "format";
  private static final String FORMAT_VERSION = "1";
  private static final String CHECK = PREFIX + "metadata.sha256";
  private static final String REPLAY = PREFIX + "replay";
  private static final String ROWS = PREFIX + "rows";
  private static final String PODS = PREFIX + "pods";
  private static final String ROWS_USED = PREFIX + "source.rows.used";
  private static final String DROPPED = PREFIX + "source.rows.dropped: ";
  private static final String REPAIRED = PREFIX + "source.rows.repaired: ";
  private static final String PODS_MADE = PREFIX + "source.pods.made";
  private static final String LEFT_OUT = PREFIX + "source.pods.leftOut: ";
  private static final String SCALE = PREFIX + "scale: ";

  /** As the file's metadata has it: key by key, with a checksum over all. */
  SortedMap<String, String> toMetadata() {
    SortedMap<String, String> map = new TreeMap<>();
    texts.forEach((key, value) -> map.put(PREFIX + key, value));
    map.put(FORMAT, FORMAT_VERSION);
    map.put(REPLAY, replay.label());
    map.put(ROWS, String.valueOf(rows));
    map.put(PODS, String.valueOf(pods));
    map.put(ROWS_USED, String.valueOf(accounts.rowsUsed()));
    map.put(PODS_MADE, String.valueOf(accounts.podsMade()));
    accounts.rowsDropped().forEach((why, count) -> map.put(DROPPED + why, count.toString()));
    accounts.rowsRepaired().forEach((why, count) -> map.put(REPAIRED + why, count.toString()));
    accounts.podsLeftOut().forEach((why, count) -> map.put(LEFT_OUT + why, count.toString()));
    accounts.scales().forEach((resource, amount) -> map.put(SCALE + resource, amount));
    map.put(CHECK, check(map));
    return map;
  }

  /**
   * What a file's metadata says.
   *
   * @param file name for messages
   * @throws InputException if it is not Towtank's, or damaged
   */
  static Provenance of(String file, Map<String, String> metadata) {
    SortedMap<String, String> map = new TreeMap<>();
    metadata.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            map.put(key, value);
          }
        });
    String version = map.get(FORMAT);
    if (version == null) {
      throw new InputException(
          file + ": a Parquet file, but no workload: it lacks Towtank's metadata");
    }
    if (!version.equals(FORMAT_VERSION)) {
      throw new InputException(
          "%s: a workload file of version %s, which this Towtank does not know; expected %s"
              .formatted(file, Shown.plain(version), FORMAT_VERSION));
    }
    String check = map.remove(CHECK);
    if (!check(map).equals(check)) {
      throw new InputException(file + ": the file is damaged: its metadata fails its checksum");
    }
    try {
      return parse(map);
    } catch (IllegalArgumentException | InputException e) {
      throw new InputException(file + ": the file's metadata can't be used", e);
    }
  }

  private static Provenance parse(SortedMap<String, String> map) {
    ReplayMode replay = ReplayMode.parse(map.getOrDefault(REPLAY, ""));
    long rows = number(map, ROWS);
    long pods = number(map, PODS);
    TraceAccounts accounts = new TraceAccounts();
    accounts.use(number(map, ROWS_USED));
    accounts.pods(number(map, PODS_MADE));
    SortedMap<String, String> texts = new TreeMap<>();
    map.forEach(
        (key, value) -> {
          if (key.startsWith(DROPPED)) {
            accounts.drop(key.substring(DROPPED.length()), Long.parseLong(value));
          } else if (key.startsWith(REPAIRED)) {
            accounts.repair(key.substring(REPAIRED.length()), Long.parseLong(value));
          } else if (key.startsWith(LEFT_OUT)) {
            accounts.leaveOut(key.substring(LEFT_OUT.length()), Long.parseLong(value));
          } else if (key.startsWith(SCALE)) {
            accounts.scale(key.substring(SCALE.length()), value);
          } else {
            texts.put(key.substring(PREFIX.length()), value);
          }
        });
    return new Provenance(texts, replay, accounts, rows, pods);
  }

  private static long number(SortedMap<String, String> map, String key) {
    long number = Long.parseLong(map.getOrDefault(key, ""));
    if (number < 0) {
      throw new IllegalArgumentException(key);
    }
    return number;
  }

  private static String check(SortedMap<String, String> map) {
    StringBuilder all = new StringBuilder();
    map.forEach((key, value) -> all.append(key).append('\0').append(value).append('\0'));
    return Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8));
  }
}
