/** Scenario files, and the assembly of a simulation from them. */
@NullMarked
package io.towtank.scenarios;

import org.jspecify.annotations.NullMarked;
