/** Google's traces of Borg cells, of 2011 and 2019. */
@NullMarked
package io.towtank.workloads.google;

import org.jspecify.annotations.NullMarked;
