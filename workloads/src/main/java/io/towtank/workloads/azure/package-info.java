/** Microsoft Azure's traces of virtual machines. */
@NullMarked
package io.towtank.workloads.azure;

import org.jspecify.annotations.NullMarked;
