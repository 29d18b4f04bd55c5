/** Jobs of Slurm's accounting. */
@NullMarked
package io.towtank.workloads.slurm;

import org.jspecify.annotations.NullMarked;
