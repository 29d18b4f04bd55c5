package io.towtank.model;

/**
 * What made an object and manages it, e.g. a Job or a ReplicaSet: its controller.
 *
 * @param kind kind of the owner
 * @param name name of the owner
 * @param uid the owner's uid; 0 for whichever object has that name
 */
public record OwnerReference(String kind, String name, long uid) {
  /** An owner of which only the name is known. */
  public OwnerReference(String kind, String name) {
    this(kind, name, 0);
  }

  /** A reference to a stored object. */
  public static OwnerReference to(String kind, MetaObject<?> owner) {
    return new OwnerReference(kind, owner.meta().name(), owner.meta().uid());
  }

  /** Whether an object of this kind is the owner. */
  public boolean refersTo(String otherKind, ObjectMeta other) {
    return kind.equals(otherKind) && name.equals(other.name()) && (uid == 0 || uid == other.uid());
  }
}
