package io.towtank.fault;

/**
 * One occurrence, as listeners are told of it.
 *
 * @param number from 1 in the order in which they began
 * @param plan name of the entry of the schedule
 * @param fault name of the fault
 * @param targets whom it strikes
 * @param beginNanos when it began
 */
public record FaultRecord(
    int number, String plan, String fault, Targets targets, long beginNanos) {}
