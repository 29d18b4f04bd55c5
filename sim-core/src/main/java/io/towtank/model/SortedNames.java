package io.towtank.model;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Names in their natural order, which never change: small, and quickly compared. */
@SuppressWarnings("JdkObsolete") // who reads endpoints is promised no more than a sorted set
final class SortedNames extends AbstractSet<String> implements SortedSet<String> {
  private final String[] names;
  private int hash;

  private SortedNames(String[] names) {
    this.names = names;
  }

  /** The same names; names that can't change are not copied. */
  static SortedNames copyOf(SortedSet<String> names) {
    if (names instanceof SortedNames same) {
      return same;
    }
    String[] copy = names.toArray(new String[0]);
    if (names.comparator() != null) {
      Arrays.sort(copy);
    }
    return new SortedNames(copy);
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.asList(names).iterator();
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public boolean contains(Object name) {
    return name instanceof String text && Arrays.binarySearch(names, text) >= 0;
  }

  @Override
  public @Nullable Comparator<? super String> comparator() {
    return null;
  }

  @Override
  public SortedSet<String> subSet(String from, String to) {
    int start = indexOf(from);
    return new SortedNames(Arrays.copyOfRange(names, start, Math.max(start, indexOf(to))));
  }

  @Override
  public SortedSet<String> headSet(String to) {
    return new SortedNames(Arrays.copyOf(names, indexOf(to)));
  }

  @Override
  public SortedSet<String> tailSet(String from) {
    return new SortedNames(Arrays.copyOfRange(names, indexOf(from), names.length));
  }

  private int indexOf(String name) {
    int found = Arrays.binarySearch(names, name);
    return found >= 0 ? found : -found - 1;
  }

  @Override
  public String first() {
    return at(0);
  }

  @Override
  public String last() {
    return at(names.length - 1);
  }

  private String at(int i) {
    if (names.length == 0) {
      throw new NoSuchElementException("no names");
    }
    return names[i];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SortedNames same
        ? Arrays.equals(names, same.names)
        : super.equals(other);
  }

  /** The sum of the names' own, as for every set. */
  @Override
  public int hashCode() {
    if (hash == 0) {
      int sum = 0;
      for (String name : names) {
        sum += name.hashCode();
      }
      hash = sum;
    }
    return hash;
  }
}
