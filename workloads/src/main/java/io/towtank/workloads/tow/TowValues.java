package io.towtank.workloads.tow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is made of a column's texts; of those in a dictionary once for a group of rows.
 *
 * @param <T> what is made
 */
final class TowValues<T> {
  private final TowColumn column;
  private final Function<String, T> make;
  private final List<@Nullable T> made = new ArrayList<>();
  private long dictionary;

  TowValues(TowColumn column, Function<String, T> make) {
    this.column = column;
    this.make = make;
  }

  /** What is made of the current row's text, which may be empty. */
  T get() {
    int id = column.id();
    if (id < 0) {
      return make.apply(column.text());
    }
    if (dictionary != column.dictionary()) {
      dictionary = column.dictionary();
      made.clear();
    }
    while (made.size() <= id) {
      made.add(null);
    }
    T known = made.get(id);
    if (known == null) {
      known = make.apply(column.text());
      made.set(id, known);
    }
    return known;
  }
}
