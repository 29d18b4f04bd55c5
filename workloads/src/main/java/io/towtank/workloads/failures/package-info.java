/** Traces of what failed: outages by share of the hosts, and machines that came and went. */
@NullMarked
package io.towtank.workloads.failures;

import org.jspecify.annotations.NullMarked;
