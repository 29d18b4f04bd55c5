/** Turns a profile into plugins that run: makes them, and calls them in the profile's order. */
@NullMarked
package io.towtank.scheduling.runtime;

import org.jspecify.annotations.NullMarked;
