/** Deletes what is left over: objects whose owner is gone, and objects of namespaces that are. */
@NullMarked
package io.towtank.control.garbage;

import org.jspecify.annotations.NullMarked;
