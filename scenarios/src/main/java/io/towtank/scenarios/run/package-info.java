/** Runs a scenario: assembles the simulation, lets it run, and sums up. */
@NullMarked
package io.towtank.scenarios.run;

import org.jspecify.annotations.NullMarked;
