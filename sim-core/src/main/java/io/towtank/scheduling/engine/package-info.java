/**
 * Finds the best node for a pod: filters, scores, and breaks ties.
 *
 * <p>The {@linkplain io.towtank.scheduling.engine.ReferenceEngine reference engine} is the plain
 * loop over all nodes and all plugins; any other engine must decide as it does.
 */
@NullMarked
package io.towtank.scheduling.engine;

import org.jspecify.annotations.NullMarked;
