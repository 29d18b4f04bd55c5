package io.towtank.control.runtime;

import java.util.Collection;

/**
 * Makes one kind of declared state true, object by object. It is level-triggered: it looks at what
 * there is, not at what has happened, so that a call too many does nothing and a call missed is
 * made good by the next.
 */
public interface Reconciler {
  /** Name of the controller, e.g. {@code replicaset-controller}. */
  String name();

  /**
   * Brings one object nearer to what it declares.
   *
   * @param key key of the object, which may be gone
   */
  Outcome reconcile(String key);

  /** The controller starts: what was known from an earlier run of it is forgotten. */
  default void begin() {}

  /**
   * Keys of all objects there are, in the order in which a controller that begins looks at them.
   */
  Collection<String> keys();
}
