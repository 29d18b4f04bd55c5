/** Simulation time, the event queue, mailboxes and random streams. */
@NullMarked
package io.towtank.kernel;

import org.jspecify.annotations.NullMarked;
