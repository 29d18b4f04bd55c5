/** Reproduces published experiments: finds their data, runs them, compares. */
@NullMarked
package io.towtank.scenarios.reproduce;

import org.jspecify.annotations.NullMarked;
