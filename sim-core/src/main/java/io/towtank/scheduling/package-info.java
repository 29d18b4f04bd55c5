/** The scheduler: its two cycles, and what others may hear of them. */
@NullMarked
package io.towtank.scheduling;

import org.jspecify.annotations.NullMarked;
