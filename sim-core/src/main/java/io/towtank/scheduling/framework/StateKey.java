package io.towtank.scheduling.framework;

/**
 * Names a value in {@link CycleState}. A plugin keeps its keys as constants.
 *
 * @param <T> type of the value
 */
public final class StateKey<T> {
  private final String name;
  private final Class<T> type;

  /** A key; the name is for messages, keys are equal only to themselves. */
  public StateKey(String name, Class<T> type) {
    this.name = name;
    this.type = type;
  }

  T cast(Object value) {
    return type.cast(value);
  }

  @Override
  public String toString() {
    return name;
  }
}
