/** The packing heuristics that every comparison needs: textbook bin packing and vector packing. */
@NullMarked
package io.towtank.plugins.baseline;

import org.jspecify.annotations.NullMarked;
