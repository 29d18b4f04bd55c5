/**
 * Invariant checkers: they run beside the model and trust none of it, only what the API store says.
 */
@NullMarked
package io.towtank.check;

import org.jspecify.annotations.NullMarked;
