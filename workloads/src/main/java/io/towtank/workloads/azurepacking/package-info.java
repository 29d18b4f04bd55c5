/** Azure's trace for packing, a database. */
@NullMarked
package io.towtank.workloads.azurepacking;

import org.jspecify.annotations.NullMarked;
