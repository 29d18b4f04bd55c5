package io.towtank.scenarios.yaml;

/**
 * A place in something that was read.
 *
 * @param source file name as the user gave it, or the option that it came from
 * @param line 1 for the first; 0 where the source has no lines
 * @param column 1 for the first; 0 where the source has no lines
 */
public record Location(String source, int line, int column) implements Comparable<Location> {
  /** A place that has no lines, such as an option or a whole file. */
  public static Location of(String source) {
    return new Location(source, 0, 0);
  }

  @Override
  public int compareTo(Location other) {
    int bySource = source.compareTo(other.source);
    if (bySource != 0) {
      return bySource;
    }
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }

  /** {@code source:line:column}, or the source alone. */
  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line + ":" + column;
  }
}
