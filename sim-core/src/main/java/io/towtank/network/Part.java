package io.towtank.network;

import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.util.Comparator;
import java.util.List;

/**
 * A part of the network: a vertex of its graph. Written {@code control-plane}, {@code core}, {@code
 * zone/a}, {@code rack/r1} or {@code node/n1}.
 *
 * @param kind what it is
 * @param name its name among those of its kind; empty for the two of which there is one
 */
public record Part(Kind kind, String name) implements Comparable<Part> {
  /** What a part can be. */
  public enum Kind {
    /** The API server and all that runs beside it. */
    CONTROL_PLANE("control-plane"),
    /** The network that joins the zones and the control plane. */
    CORE("core"),
    /** A zone's network. */
    ZONE("zone"),
    /** A rack's switch. */
    RACK("rack"),
    /** A node. */
    NODE("node");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The kind in texts. */
    public String word() {
      return word;
    }

    private boolean isSingle() {
      return this == CONTROL_PLANE || this == CORE;
    }
  }

  /** The control plane. */
  public static final Part CONTROL_PLANE = new Part(Kind.CONTROL_PLANE, "");

  /** The network that joins the zones and the control plane. */
  public static final Part CORE = new Part(Kind.CORE, "");

  private static final Comparator<Part> ORDER =
      Comparator.comparing(Part::kind).thenComparing(Part::name);

  /** Refuses a name where there is one of the kind only, and none where there are several. */
  public Part {
    if (name.isEmpty() != kind.isSingle()) {
      throw new IllegalArgumentException(kind.word() + " with the name '" + name + "'");
    }
  }

  /** A zone. */
  public static Part zone(String name) {
    return new Part(Kind.ZONE, name);
  }

  /** A rack. */
  public static Part rack(String name) {
    return new Part(Kind.RACK, name);
  }

  /** A node. */
  public static Part node(String name) {
    return new Part(Kind.NODE, name);
  }

  /**
   * The part of a text.
   *
   * @throws IllegalArgumentException if it is none; the message says what was expected
   */
  public static Part parse(String text) {
    int slash = text.indexOf('/');
    String word = slash < 0 ? text : text.substring(0, slash);
    String name = slash < 0 ? "" : text.substring(slash + 1);
    for (Kind kind : Kind.values()) {
      if (kind.word().equals(word) && name.isEmpty() == kind.isSingle()) {
        return new Part(kind, name);
      }
    }
    List<String> forms = List.of("control-plane", "core", "zone/NAME", "rack/NAME", "node/NAME");
    throw new IllegalArgumentException(
        "found " + Shown.quoted(text) + ", expected a part" + NearestName.hint(text, forms));
  }

  // The kind's own hash code differs from run to run.
  @Override
  public int hashCode() {
    return 31 * kind.word().hashCode() + name.hashCode();
  }

  @Override
  public int compareTo(Part other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return kind.isSingle() ? kind.word() : kind.word() + "/" + name;
  }
}
