package io.towtank.scenarios.config;

import io.towtank.scenarios.binding.Constant;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.Size;
import io.towtank.scheduling.framework.PluginArgs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a {@code KubeSchedulerConfiguration} as they stand in the file.
 *
 * <p>Source: Kubernetes v1.34, {@code kubescheduler.config.k8s.io/v1}, defaults and validation.
 */
public record ConfigurationFields(
    @Constant(ConfigurationFields.API_VERSION) String apiVersion,
    @Constant(ConfigurationFields.KIND) String kind,
    @Range(min = "1") @Default("16") int parallelism,
    @Nullable PluginArgs leaderElection,
    @Nullable PluginArgs clientConnection,
    @Default("true") boolean enableProfiling,
    @Default("true") boolean enableContentionProfiling,
    @Default("false") boolean delayCacheUntilActive,
    @Range(min = "0", max = "100") @Nullable Integer percentageOfNodesToScore,
    @Range(min = "1", max = "1000000000") @Default("1") long podInitialBackoffSeconds,
    @Range(min = "1", max = "1000000000") @Default("10") long podMaxBackoffSeconds,
    @Size(max = 100) @Default("[]") List<ProfileFields> profiles,
    @Size(max = 100) @Default("[]") List<PluginArgs> extenders) {
  /** The version of the format that is read. */
  public static final String API_VERSION = "kubescheduler.config.k8s.io/v1";

  /** The kind of the file. */
  public static final String KIND = "KubeSchedulerConfiguration";

  /** Fields that are legal and change no decision. */
  static final List<String> WITHOUT_EFFECT =
      List.of(
          "parallelism",
          "leaderElection",
          "clientConnection",
          "enableProfiling",
          "enableContentionProfiling",
          "delayCacheUntilActive");

  /** Refuses a longest backoff below the first. */
  public ConfigurationFields {
    if (podMaxBackoffSeconds < podInitialBackoffSeconds) {
      throw new IllegalArgumentException(
          "podMaxBackoffSeconds is "
              + podMaxBackoffSeconds
              + ", expected at least podInitialBackoffSeconds, "
              + podInitialBackoffSeconds);
    }
  }

  /** A profile. */
  public record ProfileFields(
      @Nullable String schedulerName,
      @Range(min = "0", max = "100") @Nullable Integer percentageOfNodesToScore,
      @Default("{}") PluginFields plugins,
      @Size(max = 200) @Default("[]") List<PluginConfigFields> pluginConfig) {
    /** The profile of a file that has none. */
    static final ProfileFields EMPTY = new ProfileFields(null, null, PluginFields.EMPTY, List.of());
  }

  /** Which plugins take part where. */
  public record PluginFields(
      @Default("{}") PluginSet preEnqueue,
      @Default("{}") PluginSet queueSort,
      @Default("{}") PluginSet preFilter,
      @Default("{}") PluginSet filter,
      @Default("{}") PluginSet postFilter,
      @Default("{}") PluginSet preScore,
      @Default("{}") PluginSet score,
      @Default("{}") PluginSet reserve,
      @Default("{}") PluginSet permit,
      @Default("{}") PluginSet preBind,
      @Default("{}") PluginSet bind,
      @Default("{}") PluginSet postBind,
      @Default("{}") PluginSet multiPoint) {
    private static final PluginSet NONE = new PluginSet(List.of(), List.of());
    static final PluginFields EMPTY =
        new PluginFields(
            NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE);
  }

  /** Plugins enabled and disabled in one place. */
  public record PluginSet(
      @Size(max = 200) @Default("[]") List<PluginEntry> enabled,
      @Size(max = 200) @Default("[]") List<PluginEntry> disabled) {
    /** Whether the plugin is disabled by its own name. */
    boolean disables(String name) {
      return disabled.stream().anyMatch(entry -> entry.name().equals(name));
    }
  }

  /** A plugin; a weight of 0 means none. */
  public record PluginEntry(
      String name, @Range(min = "0", max = "1000000") @Default("0") int weight) {}

  /** A plugin's arguments. */
  public record PluginConfigFields(String name, @Default("{}") PluginArgs args) {}
}
