/**
 * Runs recorded decisions of a real kube-scheduler again and compares: cluster, configuration and
 * pods in; verdicts, scores, choices and preemptions out.
 */
@NullMarked
package io.towtank.scenarios.conformance;

import org.jspecify.annotations.NullMarked;
