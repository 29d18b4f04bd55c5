package io.towtank.scenarios.capacity;

import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Size;
import java.util.List;

/** A file of node types. */
@Doc("A file of node types.")
public record NodeTypesSpec(
    @Doc("The types.") @Size(min = 1, max = NodeTypes.TYPES_MAX) List<NodeTypeSpec> nodeTypes) {}
