/** The output of one run: its directory, its page, its table. */
@NullMarked
package io.towtank.reports.run;

import org.jspecify.annotations.NullMarked;
