/** Keeps daemon sets: one pod on every node that they fit. */
@NullMarked
package io.towtank.control.daemon;

import org.jspecify.annotations.NullMarked;
