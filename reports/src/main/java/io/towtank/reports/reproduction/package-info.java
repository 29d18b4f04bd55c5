/** Published results beside ours: how far they agree, as tables, files and charts. */
@NullMarked
package io.towtank.reports.reproduction;

import org.jspecify.annotations.NullMarked;
