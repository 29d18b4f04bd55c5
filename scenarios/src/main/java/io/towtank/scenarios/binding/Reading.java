package io.towtank.scenarios.binding;

import io.towtank.scenarios.yaml.Problems;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Function;

/**
 * What the reading of one file needs besides the file.
 *
 * @param directory relative paths start here
 * @param names the names that the class path offers for a service, sorted
 * @param problems takes what is wrong
 */
public record Reading(
    Path directory, Function<Class<?>, Collection<String>> names, Problems problems) {}
