/** Files that appear whole or not at all, and what goes into them: JSON and CSV. */
@NullMarked
package io.towtank.reports.file;

import org.jspecify.annotations.NullMarked;
