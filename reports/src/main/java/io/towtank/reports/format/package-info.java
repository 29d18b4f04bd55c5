/** Numbers as text: exact ones for files, short ones for people. */
@NullMarked
package io.towtank.reports.format;

import org.jspecify.annotations.NullMarked;
