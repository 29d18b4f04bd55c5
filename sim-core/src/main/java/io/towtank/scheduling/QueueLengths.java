package io.towtank.scheduling;

/**
 * How many pods wait in the scheduling queue.
 *
 * @param active ready to be tried
 * @param backoff ready, once their backoff is over
 * @param unschedulable waiting for the cluster to change
 */
public record QueueLengths(int active, int backoff, int unschedulable) {}
