/**
 * What a run leaves behind: rows, samples, decisions and the summary, as plain records.
 *
 * <p>The simulation fills them; reports read them and never see the live simulation.
 */
@NullMarked
package io.towtank.record;

import org.jspecify.annotations.NullMarked;
