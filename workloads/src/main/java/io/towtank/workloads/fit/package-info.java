/** Estimates generators from workloads: which law, with which parameters, and how well it fits. */
@NullMarked
package io.towtank.workloads.fit;

import org.jspecify.annotations.NullMarked;
