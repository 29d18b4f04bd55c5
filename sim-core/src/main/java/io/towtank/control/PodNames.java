package io.towtank.control;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.Simulation;

/**
 * Names that the API makes of a prefix: five more characters, drawn from those that make no words.
 * Source: Kubernetes v1.34, {@code names.SimpleNameGenerator} and {@code rand.String}.
 */
final class PodNames {
  private static final String CHARACTERS = "bcdfghjklmnpqrstvwxz2456789";
  private static final int LENGTH = 5;
  private static final int PREFIX_MAX = 63 - LENGTH;

  private final RandomStream random;

  /** Names given by one controller. */
  PodNames(Simulation simulation, String controller) {
    random = simulation.streams().stream("control/" + controller, "names");
  }

  /** A new name that begins with the prefix, cut where the name would be too long. */
  String next(String prefix) {
    StringBuilder name = new StringBuilder(prefix);
    name.setLength(Math.min(name.length(), PREFIX_MAX));
    for (int i = 0; i < LENGTH; i++) {
      name.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return name.toString();
  }
}
