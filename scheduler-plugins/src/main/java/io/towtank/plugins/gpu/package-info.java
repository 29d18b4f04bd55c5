/** Policies that pack shareable devices: by fragmentation, by clustering, by packing. */
@NullMarked
package io.towtank.plugins.gpu;

import org.jspecify.annotations.NullMarked;
