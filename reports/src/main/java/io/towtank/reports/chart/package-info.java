/** Charts as SVG, PNG and PDF, the same bytes on every machine. */
@NullMarked
package io.towtank.reports.chart;

import org.jspecify.annotations.NullMarked;
