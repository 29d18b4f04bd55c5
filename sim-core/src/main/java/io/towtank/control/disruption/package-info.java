/** Keeps disruption budgets: how many pods may be down by choice now. */
@NullMarked
package io.towtank.control.disruption;

import org.jspecify.annotations.NullMarked;
