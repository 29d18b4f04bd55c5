/** What would happen if nodes were removed: whom it evicts, where they would go, who would not. */
@NullMarked
package io.towtank.scenarios.whatif;

import org.jspecify.annotations.NullMarked;
