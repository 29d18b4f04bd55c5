package io.towtank.workloads.recording;

import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.text.Shown;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.CensoredLifetimes;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.recording.RecordedPods.Life;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pods of one trace. An owner has as many pods as it has replicas, from when it says so;
 * where the lives of its pods were recorded, it has those.
 */
final class SimKubeTrace {
  static final String NO_TEMPLATE = "an object without pod template";
  static final String DAEMON_SET = "a daemon set: how many nodes it had is not recorded";
  static final String CRON_JOB = "a cron job whose pods were not recorded";
  static final String NOT_THERE = "deletes what is not there";
  static final String NO_OWNER = "a life of a pod whose owner is not in the trace";
  static final String NEVER_RAN = "a pod that never ran";
  static final String GONE_AT_THE_START = "a pod that ended before the trace begins";
  static final String ALIVE_AT_THE_START = "a pod that ran when the trace began: arrives at 0";

  private static final int VERSION = 2;
  private static final int REPLICAS_MAX = 100_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final List<String> TEMPLATE_PATHS =
      List.of("/spec/template", "/spec/jobTemplate/spec/template");

  private final Path file;
  private final TraceAccounts accounts;
  private final TemplateObjects templates;
  private final RecordedPods pods;
  private final Map<String, Owner> ownerByKey = new LinkedHashMap<>();
  private Map<?, ?> tracked = Map.of();
  private Map<?, ?> lifecycles = Map.of();
  private long startSecond;
  private long endSecond;

  SimKubeTrace(Path file, CensoredLifetimes censored, TraceAccounts accounts) {
    this.file = file;
    this.accounts = accounts;
    templates = new TemplateObjects(file, accounts);
    pods = new RecordedPods(file.toString(), censored, accounts);
  }

  List<PodArrival> read() {
    Map<?, ?> tree = SimKubeTree.read(file);
    Trees.integer(tree.get("version"), file + ": version", VERSION, VERSION);
    tracked = Trees.map(Trees.map(tree, "config"), "trackedObjects");
    lifecycles = Trees.map(tree, "pod_lifecycles");
    List<Event> events = events(Trees.list(tree, "events"));
    startSecond = events.isEmpty() ? 0 : events.get(0).second();
    endSecond = events.isEmpty() ? 0 : events.get(events.size() - 1).second();
    for (Event event : events) {
      long now = nanos(event.second());
      Trees.list(event.tree(), "applied_objs").forEach(object -> apply(tree(object), now));
      Trees.list(event.tree(), "deleted_objs").forEach(object -> delete(tree(object), now));
    }
    lifecycles.forEach((key, lives) -> live(String.valueOf(key), tree(lives)));
    return pods.arrivals(nanos(endSecond));
  }

  private List<Event> events(List<?> trees) {
    List<Event> events = new ArrayList<>();
    for (Object item : trees) {
      Map<?, ?> tree = tree(item);
      String place = file + ": events[" + events.size() + "].ts";
      events.add(new Event(Trees.integer(tree.get("ts"), place, 0, CsvRow.SECONDS_MAX), tree));
    }
    // Stable, so that events of one time stay in the order of the file.
    events.sort(Comparator.comparingLong(Event::second));
    return events;
  }

  private void apply(Map<?, ?> object, long now) {
    String kind = Trees.text(object, "kind");
    Owner owner = new Owner(kind, object);
    if (owner.name.isEmpty()) {
      throw new InputException(
          file + ": " + Shown.plain(kind) + ": metadata.name: found nothing, expected text");
    }
    Map<?, ?> template = template(owner, object);
    boolean hasLives = lifecycles.containsKey(owner.key());
    String reason = hasLives ? null : refused(kind);
    if (template == null || reason != null) {
      accounts.drop(template == null ? NO_TEMPLATE : String.valueOf(reason));
      return;
    }
    accounts.use();
    Owner known = ownerByKey.putIfAbsent(owner.key(), owner);
    Owner changed = known == null ? owner : known;
    if (!template.equals(changed.template)) {
      changed.scale(0, now);
      changed.template = template;
      changed.prototype = null;
    }
    if (!hasLives) {
      changed.scale(replicas(kind, object), now);
    }
  }

  private static @Nullable String refused(String kind) {
    return switch (kind) {
      case "DaemonSet" -> DAEMON_SET;
      case "CronJob" -> CRON_JOB;
      default -> null;
    };
  }

  private void delete(Map<?, ?> object, long now) {
    Owner owner = ownerByKey.get(new Owner(Trees.text(object, "kind"), object).key());
    if (owner == null) {
      accounts.drop(NOT_THERE);
      return;
    }
    accounts.use();
    owner.scale(0, now);
  }

  private @Nullable Map<?, ?> template(Owner owner, Map<?, ?> object) {
    if (owner.kind.equals("Pod")) {
      return object;
    }
    List<String> paths = new ArrayList<>();
    for (Object path :
        Trees.list(Trees.map(tracked, owner.groupVersionKind), "podSpecTemplatePaths")) {
      paths.add(String.valueOf(path));
    }
    paths.addAll(TEMPLATE_PATHS);
    for (String path : paths) {
      Map<?, ?> template = Trees.below(object, path);
      if (template != null && template.get("spec") != null) {
        return template;
      }
    }
    return null;
  }

  private int replicas(String kind, Map<?, ?> object) {
    String field = kind.equals("Job") ? "completions" : "replicas";
    Object value = Trees.map(object, "spec").get(field);
    return value == null || kind.equals("Pod")
        ? 1
        : (int) Trees.integer(value, file + ": " + kind + ": spec." + field, 0, REPLICAS_MAX);
  }

  /** The recorded lives of one owner's pods, by hashes of their specs. */
  private void live(String key, Map<?, ?> livesByHash) {
    Owner owner = ownerByKey.get(key);
    for (Object lives : livesByHash.values()) {
      for (Object life : lives instanceof List<?> list ? list : List.of(String.valueOf(lives))) {
        String reason = owner == null ? NO_OWNER : live(owner, life);
        if (reason == null) {
          accounts.use();
        } else {
          accounts.drop(reason);
        }
      }
    }
  }

  /** One life: {@code {Running: start}} or {@code {Finished: [start, end]}}, in seconds. */
  private @Nullable String live(Owner owner, Object life) {
    if (!(life instanceof Map<?, ?> map)) {
      return NEVER_RAN;
    }
    Object running = map.get("Running");
    List<?> finished = Trees.list(map, "Finished");
    Object start = running == null && !finished.isEmpty() ? finished.get(0) : running;
    Object end = finished.size() > 1 ? finished.get(1) : map.get("end_ts");
    String place = file + ": pod_lifecycles of " + Shown.plain(owner.name);
    long first =
        Trees.integer(start == null ? map.get("start_ts") : start, place, 0, CsvRow.SECONDS_MAX);
    long last = end == null ? -1 : Trees.integer(end, place, first, CsvRow.SECONDS_MAX);
    if (end != null && last < startSecond) {
      return GONE_AT_THE_START;
    }
    if (first < startSecond) {
      accounts.repair(ALIVE_AT_THE_START);
    }
    endSecond = Math.max(endSecond, Math.max(first, last));
    Life begun = owner.begin(nanos(Math.max(first, startSecond)));
    if (end != null) {
      begun.end(nanos(last));
    }
    return null;
  }

  private long nanos(long second) {
    return (second - startSecond) * NANOS_PER_SECOND;
  }

  private Map<?, ?> tree(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new InputException(
        file + ": found " + Shown.quoted(String.valueOf(value)) + ", expected a mapping");
  }

  private record Event(long second, Map<?, ?> tree) {}

  /** An object that has pods. */
  private final class Owner {
    private final String kind;
    private final String groupVersionKind;
    private final String namespace;
    private final String name;
    private final List<Life> alive = new ArrayList<>();
    private @Nullable Map<?, ?> template;
    private @Nullable Pod prototype;
    private int begun;

    private Owner(String kind, Map<?, ?> object) {
      this.kind = kind;
      Map<?, ?> metadata = Trees.map(object, "metadata");
      groupVersionKind = Trees.text(object, "apiVersion") + "." + kind;
      String told = Trees.text(metadata, "namespace");
      namespace = told.isEmpty() ? "default" : told;
      name = Trees.text(metadata, "name");
    }

    private String key() {
      return groupVersionKind + "\n" + namespace + "/" + name;
    }

    /** Of too many pods the newest end. */
    private void scale(int count, long now) {
      while (alive.size() > count) {
        alive.remove(alive.size() - 1).end(now);
      }
      while (alive.size() < count) {
        alive.add(begin(now));
      }
    }

    private Life begin(long now) {
      Pod like = prototype;
      if (like == null) {
        like = templates.pod(namespace, name, template == null ? Map.of() : template);
        prototype = like;
      }
      String base = TemplateObjects.name(namespace, name);
      boolean isAlone = kind.equals("Pod") && begun == 0;
      Pod.Builder pod = like.toBuilder().name(isAlone ? base : base + "-" + begun);
      begun++;
      if (!kind.equals("Pod")) {
        pod.owner(new OwnerReference(kind, base));
      }
      return pods.begin(pod.build(), now);
    }
  }
}
