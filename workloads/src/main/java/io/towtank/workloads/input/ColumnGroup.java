package io.towtank.workloads.input;

/** Columns whose values are taken together. A number of -1 stands for one that is not there. */
final class ColumnGroup {
  private final int[] columns;
  private final boolean isSideBySide;

  ColumnGroup(int[] columns) {
    this.columns = columns.clone();
    boolean following = columns.length > 0 && columns[0] >= 0;
    for (int i = 1; i < columns.length; i++) {
      following &= columns[i] == columns[i - 1] + 1;
    }
    isSideBySide = following;
  }

  /** Their numbers; not to be changed. */
  int[] columns() {
    return columns;
  }

  /** Whether each stands right behind the one before. */
  boolean isSideBySide() {
    return isSideBySide;
  }

  int first() {
    return columns[0];
  }

  int last() {
    return columns[columns.length - 1];
  }
}
