/** Means and confidence intervals over replications. */
@NullMarked
package io.towtank.reports.statistics;

import org.jspecify.annotations.NullMarked;
