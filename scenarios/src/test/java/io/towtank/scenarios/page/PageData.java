package io.towtank.scenarios.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The data inside a page, read and replayed without any of the page's scripts. */
final class PageData {
  private static final Pattern DATA = Pattern.compile("id=\"towtank-data\">([^<]*)<");

  private final JsonNode document;

  private PageData(JsonNode document) {
    this.document = document;
  }

  /** A run's state at a time, as the page's {@code stateAt} answers it. */
  record State(
      List<Integer> podsPerNode, List<List<Long>> allocated, int pending, List<String> nodeStates) {}

  static PageData of(Path page) throws IOException {
    Matcher data = DATA.matcher(Files.readString(page));
    if (!data.find()) {
      throw new AssertionError("no data in " + page);
    }
    return new PageData(JsonMapper.shared().readTree(inflate(data.group(1).strip())));
  }

  private static String inflate(String base64) {
    Inflater inflater = new Inflater(true);
    inflater.setInput(Base64.getDecoder().decode(base64));
    byte[] buffer = new byte[1 << 16];
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      while (!inflater.finished()) {
        int read = inflater.inflate(buffer);
        if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new AssertionError("the data ends early");
        }
        out.write(buffer, 0, read);
      }
    } catch (DataFormatException e) {
      throw new AssertionError(e);
    } finally {
      inflater.end();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  JsonNode run(int index) {
    return document.get("runs").get(index);
  }

  long endTime(int run) {
    return run(run).get("endTime").asLong();
  }

  /** Asks every pod and every event of a node: nothing is carried on from another time. */
  State stateAt(int index, long time) {
    JsonNode run = run(index);
    int nodes = run.get("nodes").get("name").size();
    int resources = run.get("resources").size();
    int[] podsPerNode = new int[nodes];
    long[][] allocated = new long[resources][nodes];
    int pending = 0;
    JsonNode pods = run.get("pods");
    long created = 0;
    for (int pod = 0; pod < pods.get("created").size(); pod++) {
      created += pods.get("created").get(pod).asLong();
      long bound = after(created, pods.get("bound").get(pod).asLong());
      long ended = after(created, pods.get("ended").get(pod).asLong());
      if (time < created || (ended >= 0 && time >= ended)) {
        continue;
      }
      if (bound < 0 || time < bound) {
        pending++;
        continue;
      }
      int node = pods.get("node").get(pod).asInt();
      podsPerNode[node]++;
      JsonNode request = run.get("requests").get(pods.get("request").get(pod).asInt());
      for (int r = 0; r < resources; r++) {
        allocated[r][node] += request.get(r).asLong();
      }
    }
    List<List<Long>> amounts = new ArrayList<>();
    for (long[] row : allocated) {
      amounts.add(Arrays.stream(row).boxed().toList());
    }
    return new State(
        Arrays.stream(podsPerNode).boxed().toList(),
        amounts,
        pending,
        nodeStates(run, nodes, time));
  }

  private static long after(long start, long offset) {
    return offset < 0 ? -1 : start + offset;
  }

  private static List<String> nodeStates(JsonNode run, int nodes, long time) {
    boolean[] gone = new boolean[nodes];
    boolean[] notReady = new boolean[nodes];
    boolean[] cordoned = new boolean[nodes];
    for (int node = 0; node < nodes; node++) {
      gone[node] = run.get("nodes").get("joined").get(node).asLong() > 0;
    }
    JsonNode events = run.get("nodeEvents");
    long at = 0;
    for (int i = 0; i < events.get("time").size(); i++) {
      at += events.get("time").get(i).asLong();
      int node = events.get("node").get(i).asInt();
      if (at <= time) {
        switch (run.get("nodeEventKinds").get(events.get("kind").get(i).asInt()).asString()) {
          case "joined" -> gone[node] = false;
          case "left" -> gone[node] = true;
          case "ready" -> notReady[node] = false;
          case "not-ready" -> notReady[node] = true;
          case "cordoned" -> cordoned[node] = true;
          case "uncordoned" -> cordoned[node] = false;
          default -> {}
        }
      }
    }
    List<String> states = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      states.add(words(gone[node], notReady[node], cordoned[node]));
    }
    return states;
  }

  private static String words(boolean gone, boolean notReady, boolean cordoned) {
    if (gone) {
      return "gone";
    }
    if (notReady) {
      return cordoned ? "not-ready,cordoned" : "not-ready";
    }
    return cordoned ? "cordoned" : "ready";
  }
}
