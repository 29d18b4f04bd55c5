/** Keeps stateful sets: numbered pods with an identity each. */
@NullMarked
package io.towtank.control.stateful;

import org.jspecify.annotations.NullMarked;
