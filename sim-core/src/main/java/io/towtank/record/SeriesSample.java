package io.towtank.record;

/**
 * One line of a time series.
 *
 * @param timeNanos simulation time
 * @param values in the order of the schema's columns; every one finite; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // a sample is written once and read once; no copies
public record SeriesSample(long timeNanos, double[] values) {}
