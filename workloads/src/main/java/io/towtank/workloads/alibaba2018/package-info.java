/** Alibaba's colocated cluster of 2018: batch jobs and containers on the same machines. */
@NullMarked
package io.towtank.workloads.alibaba2018;

import org.jspecify.annotations.NullMarked;
