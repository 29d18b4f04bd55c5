/**
 * Distributions of numbers that are not negative: times in seconds, factors, counts.
 *
 * <p>They know how to draw, and how to be held against data.
 */
@NullMarked
package io.towtank.workloads.distribution;

import org.jspecify.annotations.NullMarked;
