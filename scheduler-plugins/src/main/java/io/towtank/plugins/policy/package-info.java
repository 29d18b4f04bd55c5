/** Ready profiles under names of their own: one scheduling policy each. */
@NullMarked
package io.towtank.plugins.policy;

import org.jspecify.annotations.NullMarked;
