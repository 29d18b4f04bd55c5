/** Keeps deployments: their replica sets, rolling updates, scaling, history and conditions. */
@NullMarked
package io.towtank.control.deployment;

import org.jspecify.annotations.NullMarked;
