/**
 * Reads Kubernetes objects as clients write them and as {@code kubectl get -o yaml|json} prints
 * them, by way of fabric8's model types.
 */
@NullMarked
package io.towtank.workloads.kubernetes;

import org.jspecify.annotations.NullMarked;
