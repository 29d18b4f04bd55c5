/**
 * What all controllers run on: work queues in simulation time, retries, and the election of a
 * leader among several managers.
 */
@NullMarked
package io.towtank.control.runtime;

import org.jspecify.annotations.NullMarked;
