package io.towtank.text;

import java.util.Collection;
import java.util.Locale;

/** Finds the name that somebody probably meant. */
public final class NearestName {
  private static final int LENGTH_MAX = 200;

  private NearestName() {}

  /**
   * A hint to append to a message: {@code "; did you mean 'x'?"} where a name is near, else the
   * list of legal names.
   */
  public static String hint(String found, Collection<String> legal) {
    String nearest = nearest(found, legal);
    if (!nearest.isEmpty()) {
      return "; did you mean '" + nearest + "'?";
    }
    return legal.isEmpty() ? "" : "; expected one of " + String.join(", ", legal);
  }

  /** The nearest name by edit distance, at most a third of its length away; empty if none is. */
  public static String nearest(String found, Collection<String> legal) {
    if (found.length() > LENGTH_MAX) {
      return "";
    }
    String best = "";
    int bestDistance = Integer.MAX_VALUE;
    String wanted = found.toLowerCase(Locale.ROOT);
    for (String name : legal) {
      int distance = distance(wanted, name.toLowerCase(Locale.ROOT));
      int allowed = Math.max(1, (Math.max(name.length(), found.length()) + 1) / 3);
      if (distance <= allowed && distance < bestDistance) {
        best = name;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** Levenshtein's distance, a swap of neighbours counting once. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] =
            Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + substitution);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
