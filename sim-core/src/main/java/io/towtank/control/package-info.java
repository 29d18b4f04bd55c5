/**
 * Clients of the API that make the declared state true: they create, follow and clean up objects.
 */
@NullMarked
package io.towtank.control;

import org.jspecify.annotations.NullMarked;
