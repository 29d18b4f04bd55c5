/** Scheduling policies, found through {@link java.util.ServiceLoader} by their field names. */
@NullMarked
package io.towtank.plugins;

import org.jspecify.annotations.NullMarked;
