package io.towtank.api;

/**
 * Looks at an object before it is stored: fills in defaults, or refuses it.
 *
 * @param <T> the kind
 */
@FunctionalInterface
public interface Admission<T> {
  /**
   * What is to be stored.
   *
   * @param object the object, or what an earlier admission made of it
   * @return the object, completed
   * @throws Refused if it must not be stored
   */
  T admit(T object) throws Refused;

  /** An object is not let in. */
  final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why, for people. */
    public Refused(String reason) {
      super(reason, null, false, false);
    }
  }
}
