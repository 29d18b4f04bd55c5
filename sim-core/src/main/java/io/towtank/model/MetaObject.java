package io.towtank.model;

/**
 * An object that is declared and looked after by a controller: it has an {@link ObjectMeta}, what
 * its user declares, and mostly a status.
 *
 * @param <T> the implementing type
 */
public interface MetaObject<T extends MetaObject<T>> extends ApiObject<T> {
  /** Name, identity and history. */
  ObjectMeta meta();

  /** The same object with other metadata of the same name. */
  T withMeta(ObjectMeta meta);

  /** What its user declares; a version with another spec is another generation. */
  Object spec();

  @Override
  default String key() {
    return meta().key();
  }

  /** Namespace. */
  default String namespace() {
    return meta().namespace();
  }

  /** Name, unique within the namespace. */
  default String name() {
    return meta().name();
  }
}
