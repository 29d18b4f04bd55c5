/** The command line. */
@NullMarked
package io.towtank.scenarios.cli;

import org.jspecify.annotations.NullMarked;
