package io.towtank.workloads.kubernetes;

import io.towtank.text.InputException;
import io.towtank.text.Shown;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/**
 * Tokens of YAML 1.2, with its core schema. Anchors, aliases and tags are refused, so that a small
 * file can't stand for a large one.
 */
final class YamlTokens implements Tokens {
  private static final int NUMBER_CHARS_MAX = 100;
  private static final ScalarResolver RESOLVER = new CoreScalarResolver(false);

  private final String origin;
  private final Iterator<Event> events;
  private @Nullable Event event;

  YamlTokens(String origin, InputStream bytes) {
    this.origin = origin;
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(origin)
            .setCodePointLimit(Integer.MAX_VALUE)
            .setParseComments(false)
            .build();
    events = new Parse(settings).parseInputStream(bytes).iterator();
  }

  @Override
  public Token next() {
    try {
      while (events.hasNext()) {
        Event read = events.next();
        event = read;
        if (read instanceof NodeEvent node) {
          refuseReferences(node);
        }
        Token type = type(read);
        if (type != null) {
          return type;
        }
      }
      return Token.END;
    } catch (MarkedYamlEngineException e) {
      throw new InputException(
          at(e.getProblemMark()) + ": no valid YAML: " + Shown.sentence(e.getProblem()), e);
    } catch (YamlEngineException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw new InputException(origin + ": found bytes that are not UTF-8, expected text", e);
      }
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new InputException(origin + ": no valid YAML: " + Shown.sentence(message), e);
    }
  }

  private static @Nullable Token type(Event event) {
    return switch (event.getEventId()) {
      case MappingStart -> Token.MAP;
      case MappingEnd -> Token.MAP_END;
      case SequenceStart -> Token.LIST;
      case SequenceEnd -> Token.LIST_END;
      case Scalar -> Token.SCALAR;
      default -> null;
    };
  }

  private void refuseReferences(NodeEvent node) {
    if (node instanceof AliasEvent || node.getAnchor().isPresent()) {
      throw problem("found an anchor (&name) or alias (*name); write the value out");
    }
    Optional<String> tag = Optional.empty();
    if (node instanceof ScalarEvent scalar) {
      tag = scalar.getTag();
    } else if (node instanceof MappingStartEvent map) {
      tag = map.getTag();
    } else if (node instanceof SequenceStartEvent list) {
      tag = list.getTag();
    }
    if (tag.isPresent() && !tag.get().equals("!")) {
      throw problem("found the tag " + Shown.quoted(tag.get()) + "; leave it out");
    }
  }

  @Override
  public @Nullable Object scalar() {
    String text = key();
    if (!((ScalarEvent) current()).isPlain()) {
      return text;
    }
    Tag tag = RESOLVER.resolve(text, true);
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return text.equalsIgnoreCase("true");
    }
    boolean number = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
    return number && text.length() <= NUMBER_CHARS_MAX ? number(text) : text;
  }

  private static Object number(String text) {
    try {
      if (text.startsWith("0x")) {
        return new BigInteger(text.substring(2), 16);
      }
      if (text.startsWith("0o")) {
        return new BigInteger(text.substring(2), 8);
      }
      String digits = text.startsWith("+") ? text.substring(1) : text;
      boolean whole = digits.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
      return whole && digits.length() < 10
          ? (Object) Integer.valueOf(digits)
          : decimal(digits, whole);
    } catch (NumberFormatException e) {
      return text; // infinity and the like
    }
  }

  private static Number decimal(String digits, boolean whole) {
    return whole ? new BigInteger(digits) : new BigDecimal(digits);
  }

  @Override
  public String key() {
    return ((ScalarEvent) current()).getValue();
  }

  private Event current() {
    if (event == null) {
      throw new IllegalStateException("no token yet");
    }
    return event;
  }

  @Override
  public InputException problem(String message) {
    return new InputException((event == null ? origin : at(event.getStartMark())) + ": " + message);
  }

  private String at(Optional<Mark> mark) {
    return mark.isPresent() ? origin + ":" + (mark.get().getLine() + 1) : origin;
  }
}
