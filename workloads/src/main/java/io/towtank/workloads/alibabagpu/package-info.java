/** Alibaba's GPU clusters of 2020 (PAI), 2025 (DLRM) and 2026 (spot); that of 2023 is openb. */
@NullMarked
package io.towtank.workloads.alibabagpu;

import org.jspecify.annotations.NullMarked;
