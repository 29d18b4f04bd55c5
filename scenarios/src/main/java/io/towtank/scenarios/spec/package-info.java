/**
 * What a scenario file says, as records: their components are the file's fields.
 *
 * <p>Names follow Kubernetes' manifests. {@link io.towtank.scenarios.binding.Doc} texts are the
 * reference documentation that users read.
 */
@NullMarked
package io.towtank.scenarios.spec;

import org.jspecify.annotations.NullMarked;
