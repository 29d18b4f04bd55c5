package io.towtank.scenarios.spec;

import io.towtank.network.Link;
import io.towtank.network.Part;
import io.towtank.scenarios.binding.Doc;
import org.jspecify.annotations.Nullable;

/** A link. */
@Doc("A link between two parts: `control-plane`, `core`, `zone/NAME`, `rack/NAME` or `node/NAME`.")
public record LinkSpec(
    @Doc("Its name, unique; `FROM--TO` where it is absent.") @Nullable String name,
    @Doc("One end.") String from,
    @Doc("The other end.") String to) {
  /** Refuses parts that can't be. */
  public LinkSpec {
    if (Part.parse(from).equals(Part.parse(to))) {
      throw new IllegalArgumentException("found a link of " + from + " to itself");
    }
  }

  /** The topology's link. */
  public Link toModel() {
    Link link = Link.between(Part.parse(from), Part.parse(to));
    return name == null ? link : new Link(name, link.from(), link.to());
  }
}
