package io.towtank.scenarios.config;

import io.towtank.model.PodSpec;
import io.towtank.scenarios.binding.Reading;
import io.towtank.scenarios.binding.RecordReader;
import io.towtank.scenarios.config.ConfigurationFields.PluginSet;
import io.towtank.scenarios.config.ConfigurationFields.ProfileFields;
import io.towtank.scenarios.yaml.FieldPath;
import io.towtank.scenarios.yaml.Problems;
import io.towtank.scenarios.yaml.YamlNode;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.runtime.PluginRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one configuration, and gathers everything that is wrong with it. */
final class ConfigurationReader {
  private static final long SECOND = 1_000_000_000L;

  private final YamlNode root;
  private final Problems problems;
  private final PluginRegistry registry = PluginRegistry.load();
  private final List<String> warnings = new ArrayList<>();

  ConfigurationReader(YamlNode root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  SchedulerConfiguration read() {
    Reading reading = new Reading(Path.of(""), service -> List.of(), problems);
    ConfigurationFields fields = RecordReader.read(ConfigurationFields.class, root, reading);
    problems.throwIfAny();
    if (fields == null) {
      throw new IllegalStateException("nothing was read, and nobody said why");
    }
    List<Profile> profiles = profiles(fields);
    problems.throwIfAny();
    warn(fields);
    return new SchedulerConfiguration(
        profiles,
        fields.podInitialBackoffSeconds() * SECOND,
        fields.podMaxBackoffSeconds() * SECOND,
        fields.percentageOfNodesToScore() == null
            ? SchedulerConfiguration.ALL_NODES
            : fields.percentageOfNodesToScore(),
        warnings);
  }

  private List<Profile> profiles(ConfigurationFields fields) {
    List<ProfileFields> given = fields.profiles();
    if (given.isEmpty()) {
      given = List.of(ProfileFields.EMPTY);
    }
    Map<String, Integer> byName = new LinkedHashMap<>();
    List<Profile> profiles = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      ProfileFields profile = given.get(i);
      String path = FieldPath.item("profiles", i);
      String name = nameOf(profile, path, given.size() == 1);
      Integer earlier = byName.putIfAbsent(name, i);
      if (earlier != null) {
        refuse(
            path + ".schedulerName",
            "found '" + name + "' twice, expected another name than profiles[" + earlier + "] has");
      }
      PluginSet queueSort = profile.plugins().queueSort();
      if (!queueSort.equals(given.get(0).plugins().queueSort())) {
        refuse(path + ".plugins.queueSort", "expected the same in all profiles");
      }
      ProfileExpansion expansion = new ProfileExpansion(profile, path, registry, this);
      Integer own = profile.percentageOfNodesToScore();
      profiles.add(
          new Profile(
              name, expansion.plugins(), own == null ? fields.percentageOfNodesToScore() : own));
    }
    return profiles;
  }

  /** Source: kube-scheduler v1.34: only a single profile may leave its name out. */
  private String nameOf(ProfileFields profile, String path, boolean isOnly) {
    String name = profile.schedulerName();
    if (name == null && isOnly) {
      return PodSpec.DEFAULT_SCHEDULER;
    }
    if (name == null || name.isEmpty()) {
      refuse(path + ".schedulerName", "found nothing, expected a name");
      return "";
    }
    return name;
  }

  private void warn(ConfigurationFields fields) {
    List<String> idle =
        ConfigurationFields.WITHOUT_EFFECT.stream()
            .filter(name -> FieldPath.find(root, name) != null)
            .toList();
    if (!idle.isEmpty()) {
      warn("without effect in a simulation: " + String.join(", ", idle));
    }
    if (!fields.extenders().isEmpty()) {
      warn("extenders are not simulated; decisions are those of the plugins alone");
    }
  }

  /** Notes something that the user should know. */
  void warn(String message) {
    String warning = "the scheduler's configuration: " + message;
    if (!warnings.contains(warning)) {
      warnings.add(warning);
    }
  }

  /** Notes that a field can't be used. */
  void refuse(String path, @Nullable String message) {
    problems.add(FieldPath.locationOf(root, path), path, String.valueOf(message));
  }
}
