/** Bitbrains' traces of business-critical virtual machines. */
@NullMarked
package io.towtank.workloads.bitbrains;

import org.jspecify.annotations.NullMarked;
