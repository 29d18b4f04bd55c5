/** Small plugins, written for tests, and a cluster to run them in. */
@NullMarked
package io.towtank.scheduling.testing;

import org.jspecify.annotations.NullMarked;
