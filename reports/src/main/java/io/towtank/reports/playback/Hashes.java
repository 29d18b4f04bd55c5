package io.towtank.reports.playback;

/** Numbers that stand for names in a sample: the same for the same name, whoever asks. */
final class Hashes {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Hashes() {}

  /**
   * A number of 63 bits that follows from a pod's namespace and name. FNV-1a over the characters,
   * then the finaliser of SplitMix64, so that names that differ in their last digit lie far apart.
   */
  static long of(String namespace, String name) {
    long hash = (mix(OFFSET, namespace) ^ '/') * PRIME;
    hash = mix(hash, name);
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return (hash ^ (hash >>> 31)) >>> 1;
  }

  /** The same of {@code namespace/name}. */
  static long of(String key) {
    int slash = key.indexOf('/');
    return of(key.substring(0, Math.max(0, slash)), key.substring(slash + 1));
  }

  private static long mix(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return hash;
  }
}
