/** Where nodes and pods come from: trace readers and generators. */
@NullMarked
package io.towtank.workloads;

import org.jspecify.annotations.NullMarked;
