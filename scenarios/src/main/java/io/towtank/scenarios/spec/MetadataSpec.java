package io.towtank.scenarios.spec;

import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Matches;

/** Name and description of a scenario. */
@Doc("Name and description.")
public record MetadataSpec(
    @Doc("Name of the scenario; results carry it.")
        @Matches(
            value = "[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?",
            expected = "a name of lower-case letters, digits, '-' and '.', such as first-steps")
        String name,
    @Doc("What to watch in it.") @Default("''") String description) {}
