package io.towtank.model;

/**
 * What made an object and manages it, e.g. a Job or a ReplicaSet.
 *
 * @param kind kind of the owner
 * @param name name of the owner
 */
public record OwnerReference(String kind, String name) {}
