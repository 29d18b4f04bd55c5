/** Measures Towtank itself on the machine at hand: decisions per second, events per second. */
@NullMarked
package io.towtank.scenarios.bench;

import org.jspecify.annotations.NullMarked;
