package io.towtank.scenarios;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run as it is in the data of a page, read without the page's own code: the slow and plain way to
 * know what a page has to show.
 */
public final class PlayedRun {
  private static final Pattern DATA = Pattern.compile("id=\"towtank-data\">([^<]*)<");
  private static final int BUFFER_BYTES = 1 << 16;

  private final JsonNode run;
  private final int[] podNode;
  private final int[] podRequest;
  private final long[] created;
  private final long[] bound;
  private final long[] ended;

  private PlayedRun(JsonNode run) {
    this.run = run;
    JsonNode pods = run.get("pods");
    podNode = ints(pods.get("node"));
    podRequest = ints(pods.get("request"));
    created = sums(pods.get("created"));
    bound = after(created, pods.get("bound"));
    ended = after(created, pods.get("ended"));
  }

  /** The document of a page. */
  public static JsonNode document(String page) {
    Matcher data = DATA.matcher(page);
    if (!data.find()) {
      throw new AssertionError("the page has no data");
    }
    return decode(data.group(1));
  }

  /** The document that a page's data stands for. */
  public static JsonNode decode(String base64) {
    Inflater inflater = new Inflater(true);
    inflater.setInput(Base64.getDecoder().decode(base64));
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new AssertionError("the data ends too early");
        }
        json.write(buffer, 0, count);
      }
    } catch (DataFormatException e) {
      throw new AssertionError(e);
    } finally {
      inflater.end();
    }
    return JsonMapper.shared().readTree(json.toByteArray());
  }

  /** The runs of a document. */
  public static List<PlayedRun> runs(JsonNode document) {
    List<PlayedRun> runs = new ArrayList<>();
    document.get("runs").forEach(run -> runs.add(new PlayedRun(run)));
    return runs;
  }

  /** The runs of a page. */
  public static List<PlayedRun> ofPage(Path page) {
    try {
      return runs(document(Files.readString(page)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The run as it stands in the document. */
  public JsonNode json() {
    return run;
  }

  /** The run's end, in its unit of time. */
  public long endTime() {
    return run.get("endTime").asLong();
  }

  /** Nanoseconds of its unit of time. */
  public long unitNanos() {
    return run.get("timeUnitNanos").asLong();
  }

  /** How many nodes there ever were. */
  public int nodes() {
    return run.get("nodes").get("name").size();
  }

  /** Name of a node. */
  public String nodeName(int node) {
    return text(run.get("nodes").get("name").get(node));
  }

  /** A text by its number. */
  public String text(JsonNode number) {
    return run.get("strings").get(number.asInt()).asString();
  }

  /** Names of the resources. */
  public List<String> resources() {
    List<String> names = new ArrayList<>();
    run.get("resources").forEach(resource -> names.add(resource.get("name").asString()));
    return names;
  }

  /**
   * The cluster at the end of one unit of time.
   *
   * @param podsPerNode pods bound to each node and not ended
   * @param allocated by resource, then by node
   * @param pending pods that exist and have no node
   * @param nodeStates for each node what differs from ready and free to use: any of {@code gone},
   *     {@code not-ready}, {@code cordoned}, and its taints
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, not changed, never compared
  public record State(
      int[] podsPerNode, long[][] allocated, int pending, List<Set<String>> nodeStates) {}

  /** The cluster at the end of one unit of time. */
  public State stateAt(long time) {
    int[] podsPerNode = new int[nodes()];
    long[][] allocated = new long[resources().size()][nodes()];
    int pending = 0;
    for (int i = 0; i < created.length; i++) {
      boolean exists = created[i] <= time && (ended[i] < 0 || time < ended[i]);
      if (exists && (bound[i] < 0 || time < bound[i])) {
        pending++;
      } else if (exists && podNode[i] >= 0) {
        podsPerNode[podNode[i]]++;
        JsonNode request = run.get("requests").get(podRequest[i]);
        for (int r = 0; r < allocated.length; r++) {
          allocated[r][podNode[i]] += request.get(r).asLong();
        }
      }
    }
    return new State(podsPerNode, allocated, pending, nodeStatesAt(time));
  }

  private List<Set<String>> nodeStatesAt(long time) {
    List<Set<String>> states = new ArrayList<>();
    for (int n = 0; n < nodes(); n++) {
      Set<String> state = new TreeSet<>();
      if (run.get("nodes").get("joined").get(n).asLong() >= 0) {
        state.add("gone");
      }
      states.add(state);
    }
    JsonNode events = run.get("nodeEvents");
    long[] times = sums(events.get("time"));
    for (int i = 0; i < times.length && times[i] <= time; i++) {
      Set<String> state = states.get(events.get("node").get(i).asInt());
      String detail = text(events.get("detail").get(i));
      switch (run.get("nodeEventKinds").get(events.get("kind").get(i).asInt()).asString()) {
        case "joined" -> state.clear();
        case "left" -> {
          state.clear();
          state.add("gone");
        }
        case "ready" -> state.remove("not-ready");
        case "not-ready" -> state.add("not-ready");
        case "cordoned" -> state.add("cordoned");
        case "uncordoned" -> state.remove("cordoned");
        case "tainted" -> state.add(detail);
        case "untainted" -> state.remove(detail);
        default -> {}
      }
    }
    return states;
  }

  private static int[] ints(JsonNode numbers) {
    int[] values = new int[numbers.size()];
    Arrays.setAll(values, i -> numbers.get(i).asInt());
    return values;
  }

  private static long[] sums(JsonNode deltas) {
    long[] values = new long[deltas.size()];
    long sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += deltas.get(i).asLong();
      values[i] = sum;
    }
    return values;
  }

  private static long[] after(long[] starts, JsonNode offsets) {
    long[] values = new long[starts.length];
    for (int i = 0; i < values.length; i++) {
      long offset = offsets.get(i).asLong();
      values[i] = offset < 0 ? -1 : starts[i] + offset;
    }
    return values;
  }
}
