package io.towtank.workloads.input;

/** What names in trace files may look like. */
public final class Names {
  private static final int NAME_CHARS_MAX = 253;
  private static final int KEY_CHARS_MAX = 317;

  private Names() {}

  /**
   * Whether an object can have this name. Kubernetes allows no capitals and no '_'; traces have
   * both.
   */
  public static boolean isName(String text) {
    return isWord(text, NAME_CHARS_MAX, false);
  }

  /** Whether a label, taint or resource can have this name: as objects, with one '/' inside. */
  public static boolean isKey(String text) {
    return isWord(text, KEY_CHARS_MAX, true);
  }

  private static boolean isWord(String text, int charsMax, boolean slashAllowed) {
    if (text.isEmpty() || text.length() > charsMax) {
      return false;
    }
    int slashes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      boolean inner = i > 0 && i < text.length() - 1;
      if (c == '/' && slashAllowed && inner) {
        slashes++;
      } else if (!letter && c != '-' && c != '.' && c != '_') {
        return false;
      }
    }
    return slashes <= 1;
  }
}
