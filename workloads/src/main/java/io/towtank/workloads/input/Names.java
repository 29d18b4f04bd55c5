package io.towtank.workloads.input;

/** What names in trace files may look like. */
public final class Names {
  static final int NAME_CHARS_MAX = 253;
  private static final int KEY_CHARS_MAX = 317;

  /** Whether a character may be anywhere in a name. */
  private static final boolean[] FITS = new boolean[128];

  static {
    for (char c = 0; c < FITS.length; c++) {
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      FITS[c] = letter || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    }
  }

  private Names() {}

  /**
   * Whether an object can have this name. Kubernetes allows no capitals and no '_'; traces have
   * both.
   */
  public static boolean isName(String text) {
    return isWord(text, NAME_CHARS_MAX, false);
  }

  /** The same for text in UTF-8 with a word behind it. */
  static boolean isName(byte[] text, int start, int end) {
    int count = end - start;
    if (count == 0 || count > NAME_CHARS_MAX) {
      return false;
    }
    int place = start;
    for (; end - place > Words.BYTES; place += Words.BYTES) {
      if (Words.notInName(Words.at(text, place)) != 0) {
        return false;
      }
    }
    return Words.notInName(Words.at(text, place)) << (8 * (Words.BYTES - end + place)) == 0;
  }

  /**
   * A name made of a trace's own id: characters that no name may have become '-', and '_' for a
   * '/', so that ids in base 64 stay apart.
   *
   * @param prefix what it begins with
   * @return at most 253 characters
   */
  public static String of(String prefix, String id) {
    StringBuilder name = new StringBuilder(prefix.length() + id.length()).append(prefix);
    for (int i = 0; i < id.length() && name.length() < NAME_CHARS_MAX; i++) {
      char c = id.charAt(i);
      boolean fits = c < FITS.length && FITS[c];
      name.append(fits ? c : c == '/' ? '_' : '-');
    }
    return name.toString();
  }

  /**
   * Puts the same behind a name that is being made, for an id in ASCII. A word must follow the id,
   * and the longest name.
   *
   * @param before how long the name is as yet
   * @return how long it is now
   */
  static int add(byte[] name, int before, byte[] id, int start, int end) {
    int count = Math.max(0, Math.min(end - start, NAME_CHARS_MAX - before));
    for (int i = 0; i < count; i += Words.BYTES) {
      long word = Words.at(id, start + i);
      long wrong = Words.notInName(word);
      Words.put(name, before + i, wrong == 0 ? word : Words.inName(word, wrong));
    }
    return before + count;
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
      if (c < FITS.length && FITS[c]) {
        continue;
      }
      boolean inner = i > 0 && i < text.length() - 1;
      if (c != '/' || !slashAllowed || !inner) {
        return false;
      }
      slashes++;
    }
    return slashes <= 1;
  }
}
