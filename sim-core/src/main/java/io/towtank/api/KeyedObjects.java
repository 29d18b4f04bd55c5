package io.towtank.api;

import io.towtank.model.ApiObject;
import java.util.AbstractCollection;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Objects by their keys, in the order in which they were created.
 *
 * <p>A hash table of numbers into a dense list. Most look-ups are of pods that nobody has looked at
 * for long: each object that lies between the key and the pod would be one more miss of the
 * processor's cache. Linear probing, at most half full. Not for use by several threads.
 *
 * @param <T> the kind
 */
final class KeyedObjects<T extends ApiObject<T>> extends AbstractCollection<T> {
  private static final int BITS_AT_FIRST = 4;

  /** One object in so many slots, and walks take too long. */
  private static final int SPARSE = 16;

  /** 2^32 over the golden ratio: multiples of it spread evenly (D. E. Knuth, TAOCP 3, §6.4). */
  private static final int SPREAD = 0x9E3779B9;

  private int bits = BITS_AT_FIRST;

  /** The hash of a key above the number of its object's slot; 0 for a free place. */
  private long[] places = new long[1 << BITS_AT_FIRST];

  /** In the order of creation; null for those that are gone, and in slot 0, which says none. */
  private @Nullable Object[] slots = new Object[1 << (BITS_AT_FIRST - 1)];

  private int lastSlot;
  private int size;
  private int changes;

  /** The object under the key, null for none. */
  @Nullable T get(String key) {
    return at((int) places[find(key)]);
  }

  /**
   * Where the object under the key is, until one is added or taken away; 0 if there is none.
   * Whoever reads an object and then replaces it need not look for it twice.
   */
  int slotOf(String key) {
    return (int) places[find(key)];
  }

  /** Puts another version of an object in its place. */
  void replace(int slot, T version) {
    slots[slot] = version;
  }

  /** Stores an object under its key: in place of the one there, or else as the newest. */
  void put(T object) {
    int place = find(object.key());
    if (places[place] != 0) {
      replace((int) places[place], object);
      return;
    }
    changes++;
    if (lastSlot == slots.length - 1) {
      rebuild();
      place = find(object.key());
    }
    lastSlot++;
    size++;
    slots[lastSlot] = object;
    places[place] = entry(hash(object.key()), lastSlot);
  }

  /** Takes the object under the key away; null if there is none. */
  @Nullable T remove(String key) {
    int hole = find(key);
    T removed = at((int) places[hole]);
    if (removed == null) {
      return null;
    }
    changes++;
    size--;
    slots[(int) places[hole]] = null;
    // Whoever could not have the place that is free now, because somebody stood there, moves up.
    int mask = places.length - 1;
    for (int i = (hole + 1) & mask; places[i] != 0; i = (i + 1) & mask) {
      if (((i - home((int) (places[i] >>> Integer.SIZE))) & mask) >= ((i - hole) & mask)) {
        places[hole] = places[i];
        hole = i;
      }
    }
    places[hole] = 0;
    if (size < slots.length / SPARSE) {
      rebuild();
    }
    return removed;
  }

  @Override
  public int size() {
    return size;
  }

  /** The object at a {@linkplain #slotOf slot}, null for none. */
  @SuppressWarnings("unchecked") // nothing else fills slots
  @Nullable T at(int slot) {
    return (T) slots[slot];
  }

  private static int hash(String key) {
    return key.hashCode() * SPREAD;
  }

  private static long entry(int hash, int slot) {
    return (long) hash << Integer.SIZE | slot;
  }

  private int home(int hash) {
    return hash >>> (Integer.SIZE - bits);
  }

  /** Where the key stands, or else the free place where it would. */
  private int find(String key) {
    int hash = hash(key);
    int mask = places.length - 1;
    int place = home(hash);
    while (places[place] != 0 && !isAt(place, hash, key)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private boolean isAt(int place, int hash, String key) {
    if ((int) (places[place] >>> Integer.SIZE) != hash) {
      return false;
    }
    T object = at((int) places[place]);
    return object != null && object.key().equals(key);
  }

  /** Closes the gaps, with room for as many again. */
  private void rebuild() {
    @Nullable Object[] old = slots;
    int[] movedTo = new int[old.length];
    bits = BITS_AT_FIRST;
    while (1 << (bits - 2) <= size) {
      bits++;
    }
    slots = new Object[1 << (bits - 1)];
    lastSlot = 0;
    for (int slot = 1; slot < old.length; slot++) {
      if (old[slot] != null) {
        slots[++lastSlot] = old[slot];
        movedTo[slot] = lastSlot;
      }
    }
    long[] oldPlaces = places;
    places = new long[1 << bits];
    for (long entry : oldPlaces) {
      if (entry != 0) {
        int hash = (int) (entry >>> Integer.SIZE);
        int place = home(hash);
        while (places[place] != 0) {
          place = (place + 1) & (places.length - 1);
        }
        places[place] = entry(hash, movedTo[(int) entry]);
      }
    }
  }

  /** Those there are, in the order of creation; refuses to go on when they have changed. */
  @Override
  public Iterator<T> iterator() {
    return new Iterator<>() {
      private final int changesAtFirst = changes;
      private int slot = nextFrom(1);

      private int nextFrom(int first) {
        int next = first;
        while (next <= lastSlot && slots[next] == null) {
          next++;
        }
        return next;
      }

      @Override
      public boolean hasNext() {
        return slot <= lastSlot;
      }

      @Override
      public T next() {
        if (changes != changesAtFirst) {
          throw new ConcurrentModificationException();
        }
        T object = hasNext() ? at(slot) : null;
        if (object == null) {
          throw new NoSuchElementException();
        }
        slot = nextFrom(slot + 1);
        return object;
      }
    };
  }
}
