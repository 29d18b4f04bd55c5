package io.towtank.network;

/**
 * A link between two parts, for traffic in both directions. Two links are the same only if they
 * have one name.
 *
 * @param name unique in the topology
 */
public record Link(String name, Part from, Part to) {
  /** The name of a link that nobody named: {@code zone/a--core}. */
  public static String defaultName(Part from, Part to) {
    return from + "--" + to;
  }

  /** A link with the default name. */
  public static Link between(Part from, Part to) {
    return new Link(defaultName(from, to), from, to);
  }

  /** The end that is not the given one. */
  Part other(Part end) {
    return end.equals(from) ? to : from;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Link link && name.equals(link.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
