/** Tables of plain text. */
@NullMarked
package io.towtank.reports.table;

import org.jspecify.annotations.NullMarked;
