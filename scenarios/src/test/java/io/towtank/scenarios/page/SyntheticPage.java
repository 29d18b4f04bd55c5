package io.towtank.scenarios.page;

import io.towtank.reports.page.Html;
import io.towtank.reports.page.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A page made without a simulation: as large as wanted, with names that no input would let pass.
 */
final class SyntheticPage {
  private static final int END = 864_000;

  private final int nodes;
  private final int pods;
  private final List<String> names;

  /**
   * A page.
   *
   * @param names what pods, and everything else that has a name, are called; where there are none,
   *     harmlessly
   */
  SyntheticPage(int nodes, int pods, List<String> names) {
    this.nodes = nodes;
    this.pods = pods;
    this.names = names;
  }

  Path write(Path file) throws IOException {
    ObjectNode document = JsonMapper.shared().createObjectNode();
    document.put("format", 1).put("title", name(0));
    document.putArray("runs").add(run());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_SPEED, true))) {
      out.write(document.toString().getBytes(StandardCharsets.UTF_8));
    }
    String data = Base64.getEncoder().encodeToString(bytes.toByteArray());
    return Files.writeString(
        file, Page.withData(name(0), name(1), "test", new Html(), taken -> data));
  }

  private String name(int i) {
    return names.isEmpty() ? "web-" + i : names.get(i % names.size());
  }

  private ObjectNode run() {
    ObjectNode run = JsonMapper.shared().createObjectNode();
    run.put("scenario", "large").put("policy", "none").put("seed", "1").put("replay", "timed");
    run.put("version", "test").put("timeUnitNanos", 100_000_000).put("endTime", END);
    run.putObject("scales");
    run.putArray("workloads");
    run.set("warnings", texts(name(0)));
    run.set("omitted", texts(name(1)));
    run.putArray("headline")
        .addObject()
        .put("label", name(0))
        .put("value", name(1))
        .put("meaning", name(2))
        .put("tone", name(3));
    run.put("decisionNote", name(0)).putNull("frames");
    ArrayNode strings = run.putArray("strings");
    strings.add("").add(name(0)).add(name(1)).add(name(2)).add(name(3));
    ArrayNode resources = run.putArray("resources");
    resource(resources, "cpu", 1000);
    resource(resources, "memory", 1);
    nodes(run, strings);
    run.putArray("requests").add(numbers(List.of(500, 2))).add(numbers(List.of(2000, 4)));
    pods(run, strings);
    run.set("outcomes", texts("succeeded", "failed", "running", "pending", "never-fitting"));
    course(run);
    return run;
  }

  /** One of everything that happens, named by the first strings. */
  private void course(ObjectNode run) {
    ObjectNode events = run.putObject("nodeEvents");
    events.set("time", numbers(List.of(1000)));
    events.set("node", numbers(List.of(0)));
    events.set("kind", numbers(List.of(0)));
    events.set("detail", numbers(List.of(1)));
    run.set("nodeEventKinds", texts("not-ready"));
    ObjectNode marks = run.putObject("marks");
    marks.set("time", numbers(List.of(2000)));
    marks.set("kind", numbers(List.of(0)));
    marks.set("object", numbers(List.of(2)));
    marks.set("detail", numbers(List.of(3)));
    run.set("markKinds", texts("evicted"));
    ObjectNode fault = run.putArray("faults").addObject();
    fault.put("number", 1).put("plan", name(0)).put("fault", name(1)).put("targets", name(2));
    fault.put("nodes", 1).put("begin", 900).put("detected", 1000).put("evicted", 2000);
    fault.put("rescheduled", -1).put("ready", -1).put("end", 5000).put("podsHit", 1);
    ObjectNode reasons = run.putObject("pendingReasons");
    reasons.set("time", numbers(List.of(0)));
    reasons.set("reasons", numbers(List.of(3)));
    reasons.putArray("counts").add(numbers(List.of(5)));
    ObjectNode decision = run.putArray("decisions").addObject();
    decision.put("time", 3000).put("pod", 0).put("attempt", 1).put("node", 0).put("nodes", 2);
    decision.put("feasible", 2).put("message", 1).put("ties", 1).put("omittedRows", 0);
    decision.putNull("preemption");
    decision.putArray("rejected").add(numbers(List.of(1, 2, 3)));
    decision.putArray("plugins").addObject().put("name", name(0)).put("weight", 1);
    ArrayNode row = decision.putArray("rows").addArray().add(0).add(7);
    row.add(numbers(List.of(7))).add(numbers(List.of(7)));
    ObjectNode series = run.putObject("series");
    ObjectNode column = series.putArray("columns").addObject();
    column.put("key", name(0)).put("unit", name(1)).put("label", name(2)).put("description", "");
    series.set("time", numbers(List.of(0, 5000)));
    series.putArray("values").add(numbers(List.of(1, 2)));
  }

  private static void resource(ArrayNode resources, String name, int scale) {
    ObjectNode resource = resources.addObject();
    resource.put("name", name).put("label", name).put("unit", "").put("scale", scale);
    resource.put("shown", "");
  }

  private void nodes(ObjectNode run, ArrayNode strings) {
    List<Integer> labels = new ArrayList<>();
    List<Integer> zones = new ArrayList<>();
    List<Integer> zeros = new ArrayList<>();
    List<Integer> nevers = new ArrayList<>();
    List<Integer> cpu = new ArrayList<>();
    List<Integer> memory = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      labels.add(strings.size());
      strings.add(names.isEmpty() ? "node-" + i : name(i));
      zones.add(1 + i % 3);
      zeros.add(0);
      nevers.add(-1);
      cpu.add(32_000);
      memory.add(128);
    }
    ObjectNode columns = run.putObject("nodes");
    columns.set("name", numbers(labels));
    columns.set("zone", numbers(zones));
    columns.set("rack", numbers(zeros));
    columns.set("model", numbers(zeros));
    columns.putArray("allocatable").add(numbers(cpu)).add(numbers(memory));
    columns.set("joined", numbers(nevers));
    columns.set("left", numbers(nevers));
    columns.set("devices", numbers(zeros));
  }

  private void pods(ObjectNode run, ArrayNode strings) {
    SplittableRandom random = new SplittableRandom(1);
    int[] created = random.ints(pods, 0, END).sorted().toArray();
    List<List<Integer>> columns = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      columns.add(new ArrayList<>());
    }
    int before = 0;
    for (int i = 0; i < pods; i++) {
      int wait = random.nextInt(200);
      int[] row = {
        strings.size(),
        0,
        4,
        0,
        random.nextInt(2),
        random.nextInt(nodes),
        created[i] - before,
        wait,
        20,
        wait + 20 + random.nextInt(200_000),
        1,
        0,
        0
      };
      strings.add(name(i));
      before = created[i];
      for (int c = 0; c < row.length; c++) {
        columns.get(c).add(row[c]);
      }
    }
    ObjectNode table = run.putObject("pods");
    String keys =
        "name namespace owner priority request node created bound started ended attempts outcome"
            + " reason";
    int c = 0;
    for (String key : keys.split(" ", -1)) {
      table.set(key, numbers(columns.get(c++)));
    }
  }

  private static ArrayNode numbers(List<Integer> values) {
    ArrayNode array = JsonMapper.shared().createArrayNode();
    values.forEach(array::add);
    return array;
  }

  private static ArrayNode texts(String... values) {
    ArrayNode array = JsonMapper.shared().createArrayNode();
    List.of(values).forEach(array::add);
    return array;
  }
}
