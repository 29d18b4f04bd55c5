package io.towtank.scenarios.conformance;

import org.jspecify.annotations.Nullable;

/**
 * Something in which a decision differs from its recording.
 *
 * @param position file and line of the case
 * @param name of the case
 * @param pod the pod with its namespace, and which attempt it was if not the first
 * @param field what differs
 * @param node the node it is about; null for none
 * @param plugin the plugin it is about; null for none
 * @param expected as recorded; null for nothing
 * @param found what came out; null for nothing
 */
record CaseDifference(
    String position,
    String name,
    String pod,
    String field,
    @Nullable String node,
    @Nullable String plugin,
    @Nullable String expected,
    @Nullable String found) {}
