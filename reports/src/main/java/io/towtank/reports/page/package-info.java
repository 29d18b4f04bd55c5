/** Self-contained HTML pages. */
@NullMarked
package io.towtank.reports.page;

import org.jspecify.annotations.NullMarked;
