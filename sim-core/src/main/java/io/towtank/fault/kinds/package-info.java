/** The faults that come with Towtank, one file each. */
@NullMarked
package io.towtank.fault.kinds;

import org.jspecify.annotations.NullMarked;
