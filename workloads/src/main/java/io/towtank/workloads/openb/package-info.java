/** The openb trace: Alibaba's GPU cluster of 2023. */
@NullMarked
package io.towtank.workloads.openb;

import org.jspecify.annotations.NullMarked;
