/** What a report's page plays: a run's course in bounded memory, and its encoding. */
@NullMarked
package io.towtank.reports.playback;

import org.jspecify.annotations.NullMarked;
