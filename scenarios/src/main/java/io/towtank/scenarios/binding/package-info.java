/**
 * From YAML trees to records, by the records' own components and annotations. Mapping, JSON Schema
 * and reference page come from the same description of the types, so that they can't differ.
 *
 * <p>Nothing here knows what a scenario is.
 */
@NullMarked
package io.towtank.scenarios.binding;

import org.jspecify.annotations.NullMarked;
