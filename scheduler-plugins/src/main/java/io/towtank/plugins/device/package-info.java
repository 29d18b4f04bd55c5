/** Scheduling of devices, such as GPUs, of which pods take shares or several at once. */
@NullMarked
package io.towtank.plugins.device;

import org.jspecify.annotations.NullMarked;
