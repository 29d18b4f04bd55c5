/**
 * YAML text as a small tree that remembers where everything stood. It knows nothing of scenarios.
 */
@NullMarked
package io.towtank.scenarios.yaml;

import org.jspecify.annotations.NullMarked;
