/** Loads scenario files: overrides, mapping, and the checks that look at more than one field. */
@NullMarked
package io.towtank.scenarios.load;

import org.jspecify.annotations.NullMarked;
