/**
 * Preemption: which pods of lower priority are evicted, and on which node, to make room for one.
 */
@NullMarked
package io.towtank.plugins.kubernetes.preemption;

import org.jspecify.annotations.NullMarked;
