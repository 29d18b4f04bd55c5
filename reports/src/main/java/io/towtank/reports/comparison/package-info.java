/** The output of several runs side by side. */
@NullMarked
package io.towtank.reports.comparison;

import org.jspecify.annotations.NullMarked;
