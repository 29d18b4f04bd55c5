package io.towtank.scenarios.yaml;

import io.towtank.text.InputException;
import io.towtank.text.Shown;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML 1.2 document into a tree.
 *
 * <p>The input is taken as hostile: sizes and depths are bounded, and anchors, aliases and tags are
 * refused, so that a small file can't stand for a large tree or name a class.
 */
public final class YamlReader {
  /** Bytes that a file may have: 4 MiB. */
  public static final int BYTES_MAX = 4 << 20;

  private static final int DEPTH_MAX = 40;
  private static final int LINE_LENGTH_MAX = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String source;
  private final boolean hasLines;
  private final Problems problems;

  private YamlReader(String source, boolean hasLines, Problems problems) {
    this.source = source;
    this.hasLines = hasLines;
    this.problems = problems;
  }

  /**
   * The tree of a file's bytes. Names that stand twice are added to the problems; the first counts.
   *
   * @param source the file's name, for messages
   * @throws InputException with all problems so far, where the text is no YAML
   */
  public static YamlNode read(String source, byte[] bytes, Problems problems) {
    if (bytes.length > BYTES_MAX) {
      problems.add(
          Location.of(source),
          "",
          "the file has " + bytes.length + " bytes; expected at most " + BYTES_MAX + " (4 MiB)");
      throw problems.exception();
    }
    YamlReader reader = new YamlReader(source, true, problems);
    return reader.document(reader.decode(bytes));
  }

  /**
   * The tree of a short text that stands on no line of a file, such as an option's value.
   *
   * @param source where it came from, for messages
   * @throws InputException with all problems so far, where the text is no YAML
   */
  public static YamlNode readText(String source, String text, Problems problems) {
    return new YamlReader(source, false, problems).document(text);
  }

  private String decode(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    out.flip();
    String text = out.toString();
    if (result.isError()) {
      throw stop(
          endOf(text),
          String.format(
              Locale.ROOT,
              "found the byte 0x%02X, which is not UTF-8; expected a text file in UTF-8",
              bytes[in.position()] & 0xFF));
    }
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      text = text.substring(1);
    }
    int lineStart = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        lineStart = i + 1;
      } else if (i - lineStart == LINE_LENGTH_MAX) {
        throw stop(
            endOf(text.substring(0, i)),
            "the line is too long; expected at most " + LINE_LENGTH_MAX + " characters");
      }
      if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7F) {
        throw stop(
            endOf(text.substring(0, i)),
            String.format(
                Locale.ROOT, "found the control character 0x%02X; expected text", (int) c));
      }
    }
    return text;
  }

  private Location endOf(String text) {
    int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
    return new Location(source, line, text.length() - text.lastIndexOf('\n'));
  }

  private YamlNode document(String text) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(source).setCodePointLimit(BYTES_MAX).build();
    try {
      Iterator<Event> events = new Parse(settings).parseString(text).iterator();
      YamlNode root = null;
      while (events.hasNext()) {
        Event event = events.next();
        if (event instanceof NodeEvent) {
          if (root != null) {
            throw stop(at(event), "found a second document; expected one");
          }
          root = node(event, events, 0);
        }
      }
      if (root == null) {
        throw stop(Location.of(source), "found nothing; the file is empty");
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      throw stop(at(e.getProblemMark()), explain(text, e));
    } catch (YamlEngineException e) {
      throw stop(Location.of(source), "no valid YAML: " + Shown.sentence(firstLine(e)));
    }
  }

  private YamlNode node(Event event, Iterator<Event> events, int depth) {
    Location location = at(event);
    if (depth > DEPTH_MAX) {
      throw stop(location, "nested too deeply; expected at most " + DEPTH_MAX + " levels");
    }
    if (event instanceof AliasEvent) {
      throw stop(
          location, "found an alias (*name); aliases are not supported, write the value out");
    }
    if (event instanceof NodeEvent anchored && anchored.getAnchor().isPresent()) {
      throw stop(
          location, "found an anchor (&name); anchors are not supported, write the value out");
    }
    if (event instanceof ScalarEvent scalar) {
      refuseTag(scalar.getTag(), location);
      return new YamlNode.Scalar(location, scalar.getValue(), scalar.isPlain());
    }
    if (event instanceof SequenceStartEvent start) {
      refuseTag(start.getTag(), location);
      return sequence(location, events, depth);
    }
    if (event instanceof MappingStartEvent start) {
      refuseTag(start.getTag(), location);
      return mapping(location, events, depth);
    }
    throw new IllegalStateException("unexpected event " + event);
  }

  private YamlNode sequence(Location location, Iterator<Event> events, int depth) {
    List<YamlNode> items = new ArrayList<>();
    while (true) {
      Event event = events.next();
      if (event instanceof SequenceEndEvent) {
        return new YamlNode.Sequence(location, items);
      }
      items.add(node(event, events, depth + 1));
    }
  }

  private YamlNode mapping(Location location, Iterator<Event> events, int depth) {
    Map<String, YamlNode.Entry> first = new TreeMap<>();
    List<YamlNode.Entry> entries = new ArrayList<>();
    while (true) {
      Event event = events.next();
      if (event instanceof MappingEndEvent) {
        return new YamlNode.Mapping(location, entries);
      }
      if (!(node(event, events, depth + 1) instanceof YamlNode.Scalar key)) {
        throw stop(at(event), "found a list or group as a field's name; expected text");
      }
      YamlNode value = node(events.next(), events, depth + 1);
      YamlNode.Entry entry = new YamlNode.Entry(key.text(), key.location(), value);
      YamlNode.Entry earlier = first.putIfAbsent(key.text(), entry);
      if (earlier == null) {
        entries.add(entry);
      } else {
        problems.add(
            key.location(),
            "",
            "the field "
                + Shown.quoted(key.text())
                + " stands twice; the first is on line "
                + earlier.keyLocation().line());
      }
    }
  }

  private void refuseTag(Optional<String> tag, Location location) {
    if (tag.isPresent() && !tag.get().equals("!")) {
      throw stop(
          location,
          "found the tag " + Shown.quoted(tag.get()) + "; tags are not supported, leave it out");
    }
  }

  private Location at(Event event) {
    return at(event.getStartMark());
  }

  private Location at(Optional<Mark> mark) {
    return hasLines && mark.isPresent()
        ? new Location(source, mark.get().getLine() + 1, mark.get().getColumn() + 1)
        : Location.of(source);
  }

  private static String explain(String text, MarkedYamlEngineException e) {
    int line = e.getProblemMark().map(Mark::getLine).orElse(-1);
    String shown = text.lines().skip(Math.max(line, 0)).findFirst().orElse("");
    String indent = shown.substring(0, shown.length() - shown.stripLeading().length());
    if (line >= 0 && indent.indexOf('\t') >= 0) {
      return "found a tab in the indentation; expected spaces";
    }
    String context =
        e.getContext() == null || e.getContext().isEmpty() ? "" : e.getContext() + ", ";
    return "no valid YAML: " + Shown.sentence(context + e.getProblem());
  }

  private static String firstLine(YamlEngineException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private InputException stop(Location location, String message) {
    problems.add(location, "", message);
    return problems.exception();
  }
}
