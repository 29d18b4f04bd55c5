package io.towtank.scenarios.run;

import io.towtank.scenarios.config.SchedulerConfiguration;
import io.towtank.scenarios.load.Services;
import io.towtank.scenarios.spec.GenerateSpec;
import io.towtank.scenarios.spec.PodTemplateSpec;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.scenarios.spec.SchedulerSpec;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.SchedulingPolicy;
import io.towtank.scheduling.queue.QueueOptions;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler of a run: what was asked for in place of the scenario's policy, profile or
 * configuration, else that, else the default policy. The scenario's own fields go before those of a
 * configuration.
 *
 * @param name policy or configuration, for the run's provenance
 * @param warnings what of it has no effect
 */
record SchedulerChoice(
    String name,
    List<Profile> profiles,
    long initialBackoffNanos,
    long maxBackoffNanos,
    List<String> warnings) {

  static SchedulerChoice of(Scenario scenario, RunOptions options) {
    SchedulerSpec spec = scenario.spec().scheduler();
    SchedulerConfiguration configuration = null;
    String name;
    List<Profile> profiles;
    if (options.policy() != null) {
      name = options.policy();
      profiles = List.of(policy(name));
    } else if (options.configuration() != null) {
      name = nameOf(options.configuration());
      configuration = SchedulerConfiguration.read(options.configuration());
      profiles = configuration.profiles();
    } else if (spec.configuration() != null && scenario.configuration() != null) {
      name = nameOf(spec.configuration());
      configuration = scenario.configuration();
      profiles = configuration.profiles();
    } else if (spec.profile() != null) {
      name = "profile";
      profiles = List.of(spec.profile().toModel());
    } else {
      name = spec.policy() == null ? SchedulerSpec.DEFAULT_POLICY : spec.policy();
      profiles = List.of(policy(name));
    }
    Integer percentage = spec.percentageOfNodesToScore();
    if (percentage != null) {
      profiles = profiles.stream().map(p -> p.withPercentageOfNodesToScore(percentage)).toList();
    }
    QueueOptions standard = QueueOptions.DEFAULT;
    long initial =
        backoff(
            spec.podInitialBackoff(),
            configuration == null
                ? standard.initialBackoffNanos()
                : configuration.initialBackoffNanos());
    long max =
        backoff(
            spec.podMaxBackoff(),
            configuration == null ? standard.maxBackoffNanos() : configuration.maxBackoffNanos());
    if (max < initial) {
      throw new InputException(
          scenario.source().shown()
              + ": scheduler: podMaxBackoff is below podInitialBackoff; expected it to be at least"
              + " as long");
    }
    List<String> warnings =
        new ArrayList<>(configuration == null ? List.of() : configuration.warnings());
    warnings.addAll(orphans(scenario.spec().workload().generate(), profiles));
    return new SchedulerChoice(name, profiles, initial, max, warnings);
  }

  /** Names by which pods choose one of the profiles. */
  SortedSet<String> schedulerNames() {
    SortedSet<String> names = new TreeSet<>();
    profiles.forEach(profile -> names.add(profile.schedulerName()));
    return names;
  }

  private static long backoff(@Nullable Duration own, long otherwise) {
    return own == null ? otherwise : own.toNanos();
  }

  /** The file's name alone: a result must not depend on where the file stood. */
  private static String nameOf(Path configuration) {
    return "configuration " + configuration.getFileName();
  }

  private static Profile policy(String name) {
    SortedMap<String, SchedulingPolicy> policies = Services.policies();
    SchedulingPolicy policy = policies.get(name);
    if (policy == null) {
      throw new InputException(
          "there is no policy '" + name + "'" + NearestName.hint(name, policies.keySet()));
    }
    return policy.profile();
  }

  private static List<String> orphans(@Nullable GenerateSpec generate, List<Profile> profiles) {
    if (generate == null) {
      return List.of();
    }
    List<String> names = profiles.stream().map(Profile::schedulerName).toList();
    List<String> orphans = new ArrayList<>();
    for (PodTemplateSpec template : generate.templates()) {
      if (!names.contains(template.schedulerName())) {
        orphans.add(
            "pods of the template "
                + template.name()
                + " are never scheduled: no profile is named '"
                + template.schedulerName()
                + "'"
                + NearestName.hint(template.schedulerName(), names));
      }
    }
    return orphans;
  }
}
