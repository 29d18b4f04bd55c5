/**
 * The discrete-event kernel: simulation time, the event queue, mailboxes, random streams and the
 * digest of a run. It knows nothing of clusters.
 *
 * <p>A component asks the {@link io.towtank.kernel.Simulation} for a {@link
 * io.towtank.kernel.Mailbox} and gets the messages sent there, one at a time, in the order (time,
 * {@linkplain io.towtank.kernel.Phase phase}, order of sending). That order is total, so a run is a
 * function of its inputs and its root seed alone.
 */
@NullMarked
package io.towtank.kernel;

import org.jspecify.annotations.NullMarked;
