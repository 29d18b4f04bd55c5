package io.towtank.scenarios.run;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import java.util.List;

/** Draws of one part of a random scenario, from a stream of its own. */
final class SwarmDraw {
  private final RandomStream random;

  SwarmDraw(long seed, String part) {
    random = new RandomStreams(seed).stream("swarm", part);
  }

  /** A whole number, both bounds included. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  boolean chance(double probability) {
    return random.bernoulli(probability);
  }

  <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  String any(String... words) {
    return words[random.nextInt(words.length)];
  }
}
