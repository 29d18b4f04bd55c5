package io.towtank.model;

import java.util.List;

/**
 * An image that lies on a node.
 *
 * @param names all names it goes by
 * @param sizeBytes its size
 */
public record ContainerImage(List<String> names, long sizeBytes) {
  /** Copies the names. */
  public ContainerImage {
    names = List.copyOf(names);
  }
}
