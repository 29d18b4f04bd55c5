package io.towtank.scenarios.spec;

import io.towtank.model.ContainerImage;
import io.towtank.scenarios.binding.ByteSize;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Size;
import java.util.List;

/** An image of a node. */
@Doc("An image that lies on a node.")
public record ImageSpec(
    @Doc("All names that it goes by.") @Size(min = 1, max = 100) List<String> names,
    @Doc("Its size.") ByteSize size) {
  /** The model's image. */
  public ContainerImage toModel() {
    return new ContainerImage(names, size.bytes());
  }
}
