/**
 * Pods and nodes as text, and back: in Kubernetes' own JSON, with fields of Towtank's where
 * Kubernetes has none. What spill files and workload files hold.
 */
@NullMarked
package io.towtank.workloads.codec;

import org.jspecify.annotations.NullMarked;
