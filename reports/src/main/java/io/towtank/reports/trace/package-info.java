/** A workload in tables, files and charts, alone or beside another. */
@NullMarked
package io.towtank.reports.trace;

import org.jspecify.annotations.NullMarked;
