/**
 * The user's own {@code KubeSchedulerConfiguration}: its fields, Kubernetes' defaults, and what
 * profiles it comes to.
 */
@NullMarked
package io.towtank.scenarios.config;

import org.jspecify.annotations.NullMarked;
