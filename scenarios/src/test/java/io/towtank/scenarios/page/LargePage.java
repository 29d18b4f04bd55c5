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

/** A page of 5,000 nodes and 100,000 pods, made without a simulation, to measure its playback. */
final class LargePage {
  private static final int NODES = 5_000;
  private static final int PODS = 100_000;
  private static final int END = 864_000;

  private LargePage() {}

  static Path write(Path file) throws IOException {
    ObjectNode document = JsonMapper.shared().createObjectNode();
    document.put("format", 1).put("title", "large");
    document.putArray("runs").add(run());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_SPEED, true))) {
      out.write(document.toString().getBytes(StandardCharsets.UTF_8));
    }
    String data = Base64.getEncoder().encodeToString(bytes.toByteArray());
    return Files.writeString(
        file, Page.withData("large", "5,000 nodes, 100,000 pods", "test", new Html(), data));
  }

  private static ObjectNode run() {
    ObjectNode run = JsonMapper.shared().createObjectNode();
    run.put("scenario", "large").put("policy", "none").put("seed", "1").put("replay", "timed");
    run.put("version", "test").put("timeUnitNanos", 100_000_000).put("endTime", END);
    run.putObject("scales");
    for (String empty : List.of("headline", "warnings", "omitted", "faults", "workloads")) {
      run.putArray(empty);
    }
    run.putArray("decisions");
    run.put("decisionNote", "").putNull("frames");
    ArrayNode strings = run.putArray("strings");
    strings.add("").add("zone-a").add("zone-b").add("zone-c").add("Deployment default/web");
    ArrayNode resources = run.putArray("resources");
    resource(resources, "cpu", 1000);
    resource(resources, "memory", 1);
    nodes(run, strings);
    run.putArray("requests").add(numbers(List.of(500, 2))).add(numbers(List.of(2000, 4)));
    pods(run, strings);
    run.set("outcomes", texts("succeeded", "failed", "running", "pending", "never-fitting"));
    for (String events : List.of("nodeEvents", "marks", "faultEvents", "pendingReasons")) {
      ObjectNode columns = run.putObject(events);
      for (String column : List.of("time", "node", "kind", "object", "detail", "fault")) {
        columns.putArray(column);
      }
      columns.putArray("reasons");
      columns.putArray("counts");
    }
    run.putArray("nodeEventKinds");
    run.putArray("markKinds");
    ObjectNode series = run.putObject("series");
    List.of("columns", "time", "values").forEach(series::putArray);
    return run;
  }

  private static void resource(ArrayNode resources, String name, int scale) {
    ObjectNode resource = resources.addObject();
    resource.put("name", name).put("label", name).put("unit", "").put("scale", scale);
    resource.put("shown", "");
  }

  private static void nodes(ObjectNode run, ArrayNode strings) {
    List<Integer> names = new ArrayList<>();
    List<Integer> zones = new ArrayList<>();
    List<Integer> zeros = new ArrayList<>();
    List<Integer> nevers = new ArrayList<>();
    List<Integer> cpu = new ArrayList<>();
    List<Integer> memory = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      names.add(strings.size());
      strings.add("node-" + i);
      zones.add(1 + i % 3);
      zeros.add(0);
      nevers.add(-1);
      cpu.add(32_000);
      memory.add(128);
    }
    ObjectNode nodes = run.putObject("nodes");
    nodes.set("name", numbers(names));
    nodes.set("zone", numbers(zones));
    nodes.set("rack", numbers(zeros));
    nodes.set("model", numbers(zeros));
    nodes.putArray("allocatable").add(numbers(cpu)).add(numbers(memory));
    nodes.set("joined", numbers(nevers));
    nodes.set("left", numbers(nevers));
    nodes.set("devices", numbers(zeros));
  }

  private static void pods(ObjectNode run, ArrayNode strings) {
    SplittableRandom random = new SplittableRandom(1);
    int[] created = random.ints(PODS, 0, END).sorted().toArray();
    List<List<Integer>> columns = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      columns.add(new ArrayList<>());
    }
    int before = 0;
    for (int i = 0; i < PODS; i++) {
      int wait = random.nextInt(200);
      int[] row = {
        strings.size(), 0, 4, 0, random.nextInt(2), random.nextInt(NODES), created[i] - before,
        wait, 20, wait + 20 + random.nextInt(200_000), 1, 0, 0
      };
      strings.add("web-" + i);
      before = created[i];
      for (int c = 0; c < row.length; c++) {
        columns.get(c).add(row[c]);
      }
    }
    ObjectNode pods = run.putObject("pods");
    String names =
        "name namespace owner priority request node created bound started ended attempts outcome"
            + " reason";
    int c = 0;
    for (String name : names.split(" ", -1)) {
      pods.set(name, numbers(columns.get(c++)));
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
