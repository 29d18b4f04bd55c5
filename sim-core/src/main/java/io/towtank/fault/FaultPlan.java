package io.towtank.fault;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a fault schedule: what strikes, whom, when, and for how long.
 *
 * @param name unique name; its random streams are named after it, so that no other entry shifts its
 *     draws
 * @param factory what strikes
 * @param args how it is set
 * @param targets whom
 * @param timing when
 * @param timeToRepair how long; null for what the factory says. A trace says so itself.
 * @param sharedCause how far the cause reaches; null for no further
 */
public record FaultPlan(
    String name,
    FaultFactory factory,
    FaultArgs args,
    TargetSelector targets,
    Timing timing,
    @Nullable TimeSource timeToRepair,
    @Nullable SharedCause sharedCause) {}
