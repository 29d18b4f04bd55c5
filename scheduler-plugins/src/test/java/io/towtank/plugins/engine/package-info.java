/** Holds the fast engine to the reference engine under real plugins. */
@NullMarked
package io.towtank.plugins.engine;

import org.jspecify.annotations.NullMarked;
