package io.towtank.reports.reproduction;

import io.towtank.reports.series.DemandCurve;

/**
 * One run, ours or a published one.
 *
 * @param seed what its random choices came from
 * @param allocation share of the resource allocated over the share requested
 * @param fragmentation share that the mix of pods can't use over the share requested
 */
public record SeededRun(long seed, DemandCurve allocation, DemandCurve fragmentation) {}
