/** Writes estimated generators as scenarios read them. */
@NullMarked
package io.towtank.scenarios.fit;

import org.jspecify.annotations.NullMarked;
