package io.towtank.scenarios.conformance;

/**
 * A recorded case as it stands in its file.
 *
 * @param position file and line, to begin a message with
 * @param json the line
 */
public record CaseLine(String position, String json) {}
