package io.towtank.workloads.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Keeps what was made of a value. Bounded: when it is full it starts anew. */
final class BoundedCache<K, V> {
  private static final int VALUES_MAX = 8192;

  private final Map<K, V> madeByKey = new HashMap<>();
  private final Function<K, V> make;

  BoundedCache(Function<K, V> make) {
    this.make = make;
  }

  V get(K key) {
    V known = madeByKey.get(key);
    if (known != null) {
      return known;
    }
    if (madeByKey.size() == VALUES_MAX) {
      madeByKey.clear();
    }
    V made = make.apply(key);
    madeByKey.put(key, made);
    return made;
  }
}
