/** Binds claims that wait for no pod to volumes, and lets claims and volumes go. */
@NullMarked
package io.towtank.control.volume;

import org.jspecify.annotations.NullMarked;
