/**
 * What the scheduler believes about the cluster: nodes, the pods on them, and pods it has assumed.
 */
@NullMarked
package io.towtank.scheduling.cache;

import org.jspecify.annotations.NullMarked;
