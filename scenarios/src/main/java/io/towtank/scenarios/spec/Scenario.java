package io.towtank.scenarios.spec;

/**
 * A scenario that is ready to run.
 *
 * @param source where it came from
 * @param spec what it says
 */
public record Scenario(ScenarioSource source, ScenarioSpec spec) {}
