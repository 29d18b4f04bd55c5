/** Recordings of what happened to the objects of a cluster: SimKube's and KWOK's. */
@NullMarked
package io.towtank.workloads.recording;

import org.jspecify.annotations.NullMarked;
