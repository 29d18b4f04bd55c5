/** Alibaba's colocated cluster of 2017: batch jobs and containers on the same machines. */
@NullMarked
package io.towtank.workloads.alibaba2017;

import org.jspecify.annotations.NullMarked;
