/**
 * What happens to nodes that fall silent: they are noticed, tainted, their pods evicted and, where
 * nobody else can, removed.
 */
@NullMarked
package io.towtank.control.node;

import org.jspecify.annotations.NullMarked;
