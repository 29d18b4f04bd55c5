/** WfCommons' format of workflow instances. */
@NullMarked
package io.towtank.workloads.wfcommons;

import org.jspecify.annotations.NullMarked;
