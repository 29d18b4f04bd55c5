package io.towtank.scenarios.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.ExtensionPoint;
import io.towtank.scheduling.framework.Profile;
import io.towtank.text.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerConfigurationTest {
  private static final String HEAD =
      """
      apiVersion: kubescheduler.config.k8s.io/v1
      kind: KubeSchedulerConfiguration
      """;

  @TempDir Path directory;

  private SchedulerConfiguration read(String text) {
    Path file = directory.resolve("scheduler.yaml");
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return SchedulerConfiguration.read(file);
  }

  private SchedulerConfiguration withProfiles(String profiles) {
    return read(HEAD + profiles);
  }

  private static List<String> at(Profile profile, ExtensionPoint point) {
    return profile.plugins().stream()
        .filter(plugin -> plugin.points().contains(point))
        .map(EnabledPlugin::name)
        .toList();
  }

  private static List<String> scores(Profile profile) {
    return profile.plugins().stream()
        .filter(plugin -> plugin.points().contains(ExtensionPoint.SCORE))
        .map(plugin -> plugin.name() + " " + plugin.weight())
        .toList();
  }

  private static String problemsOf(Runnable reading) {
    try {
      reading.run();
    } catch (InputException e) {
      return String.valueOf(e.getMessage()).replaceAll("(?m)^.*scheduler.yaml:", "");
    }
    throw new AssertionError("nothing was refused");
  }

  @Test
  void anEmptyConfigurationIsTheDefaultProfile() {
    SchedulerConfiguration configuration = read(HEAD);

    assertThat(configuration).isEqualTo(SchedulerConfiguration.defaults());
    assertThat(configuration.initialBackoffNanos()).isEqualTo(1_000_000_000L);
    assertThat(configuration.maxBackoffNanos()).isEqualTo(10_000_000_000L);
    assertThat(configuration.percentageOfNodesToScore())
        .isEqualTo(SchedulerConfiguration.ALL_NODES);
    assertThat(configuration.warnings()).isEmpty();
    assertThat(configuration.profiles())
        .extracting(Profile::schedulerName)
        .containsExactly("default-scheduler");
    assertThat(scores(configuration.profiles().get(0)))
        .contains("TaintToleration 3", "NodeAffinity 2", "NodeResourcesFit 1", "ImageLocality 1");
    assertThat(at(configuration.profiles().get(0), ExtensionPoint.FILTER))
        .startsWith("NodeUnschedulable", "NodeName", "TaintToleration", "NodeAffinity")
        .containsSubsequence("NodePorts", "NodeResourcesFit", "DeviceShare");
  }

  @Test
  void jsonIsReadLikeYaml() {
    SchedulerConfiguration configuration =
        read(
            """
            {
            \t"apiVersion": "kubescheduler.config.k8s.io/v1",
            \t"kind": "KubeSchedulerConfiguration",
            \t"podInitialBackoffSeconds": 2,
            \t"podMaxBackoffSeconds": 60,
            \t"percentageOfNodesToScore": 0,
            \t"profiles": [{"schedulerName": "batch", "percentageOfNodesToScore": 30}]
            }
            """);

    assertThat(configuration.initialBackoffNanos()).isEqualTo(2_000_000_000L);
    assertThat(configuration.maxBackoffNanos()).isEqualTo(60_000_000_000L);
    assertThat(configuration.percentageOfNodesToScore()).isZero();
    assertThat(configuration.profiles())
        .extracting(Profile::schedulerName, Profile::percentageOfNodesToScore)
        .containsExactly(tuple("batch", 30));
  }

  @Test
  void aTreeIsReadLikeAFile() {
    Map<String, Object> tree =
        Map.of(
            "apiVersion",
            "kubescheduler.config.k8s.io/v1",
            "kind",
            "KubeSchedulerConfiguration",
            "podMaxBackoffSeconds",
            20,
            "profiles",
            List.of(Map.of("schedulerName", "one"), Map.of("schedulerName", "two")));

    assertThat(SchedulerConfiguration.of("case 7", tree).profiles())
        .extracting(Profile::schedulerName)
        .containsExactly("one", "two");
    assertThatThrownBy(() -> SchedulerConfiguration.of("case 7", Map.of("kind", "Pod")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("case 7: kind: found 'Pod'");
  }

  @Test
  void aPluginNamedAgainKeepsItsPlaceAndLosesItsWeight() {
    Profile profile =
        withProfiles(
                """
                profiles:
                - plugins:
                    multiPoint:
                      enabled:
                      - name: TaintToleration
                      - name: NodeAffinity
                        weight: 7
                """)
            .profiles()
            .get(0);

    assertThat(scores(profile)).startsWith("TaintToleration 1", "NodeAffinity 7");
    assertThat(at(profile, ExtensionPoint.FILTER))
        .startsWith("NodeUnschedulable", "NodeName", "TaintToleration", "NodeAffinity");
  }

  @Test
  void withAllDisabledOnlyTheOwnOnesRemainInTheirOrder() {
    Profile profile =
        withProfiles(
                """
                profiles:
                - plugins:
                    multiPoint:
                      disabled:
                      - name: "*"
                      enabled:
                      - name: NodeResourcesFit
                        weight: 5
                      - name: DefaultBinder
                      - name: NodeName
                      - name: PrioritySort
                        weight: 37
                """)
            .profiles()
            .get(0);

    assertThat(at(profile, ExtensionPoint.FILTER))
        .containsExactly("NodeResourcesFit", "DeviceShare", "NodeName");
    assertThat(scores(profile)).containsExactly("NodeResourcesFit 5");
    assertThat(at(profile, ExtensionPoint.PRE_ENQUEUE)).isEmpty();
  }

  @Test
  void atAPointItsOwnPluginsComeFirstThenTheOthersOfMultiPoint() {
    Profile profile =
        withProfiles(
                """
                profiles:
                - plugins:
                    score:
                      disabled:
                      - name: NodeResourcesBalancedAllocation
                      enabled:
                      - name: ImageLocality
                        weight: 9
                      - name: TaintToleration
                    multiPoint:
                      disabled:
                      - name: NodeAffinity
                """)
            .profiles()
            .get(0);

    assertThat(scores(profile))
        .startsWith("ImageLocality 9", "TaintToleration 1", "NodeResourcesFit 1")
        .noneMatch(score -> score.startsWith("NodeAffinity"))
        .noneMatch(score -> score.startsWith("NodeResourcesBalancedAllocation"));
    assertThat(at(profile, ExtensionPoint.FILTER)).doesNotContain("NodeAffinity");
  }

  @Test
  void aPluginOfAPointAloneStandsLast() {
    Profile profile =
        withProfiles(
                """
                profiles:
                - plugins:
                    multiPoint:
                      disabled:
                      - name: NodeResourcesFit
                    filter:
                      enabled:
                      - name: NodeResourcesFit
                      - name: NodePorts
                """)
            .profiles()
            .get(0);

    assertThat(at(profile, ExtensionPoint.FILTER))
        .startsWith("NodePorts", "NodeUnschedulable")
        .endsWith("NodeResourcesFit", "DeviceShare");
    assertThat(at(profile, ExtensionPoint.PRE_FILTER)).doesNotContain("NodeResourcesFit");
    assertThat(scores(profile)).noneMatch(score -> score.startsWith("NodeResourcesFit"));
  }

  @Test
  void allOfAPointCanBeDisabled() {
    Profile profile =
        withProfiles(
                """
                profiles:
                - plugins:
                    score:
                      disabled:
                      - name: "*"
                      enabled: []
                """)
            .profiles()
            .get(0);

    assertThat(scores(profile)).isEmpty();
    assertThat(at(profile, ExtensionPoint.PRE_SCORE)).isNotEmpty();
  }

  @Test
  void argumentsGoToTheFirstEntryOfTheirPlugin() {
    Profile profile =
        withProfiles(
                """
                profiles:
                - pluginConfig:
                  - name: NodeResourcesFit
                    args:
                      apiVersion: kubescheduler.config.k8s.io/v1
                      kind: NodeResourcesFitArgs
                      ignoredResources: [example.com/dongle]
                """)
            .profiles()
            .get(0);

    assertThat(profile.plugins())
        .filteredOn(plugin -> plugin.name().equals("NodeResourcesFit"))
        .filteredOn(plugin -> !plugin.args().isEmpty())
        .singleElement()
        .extracting(plugin -> plugin.args().toString())
        .isEqualTo("{ignoredResources=[example.com/dongle]}");
  }

  @Test
  void whatHasNoEffectIsNamed() {
    SchedulerConfiguration configuration =
        withProfiles(
            """
            leaderElection: {leaderElect: false}
            parallelism: 8
            extenders:
            - urlPrefix: http://127.0.0.1/
            profiles:
            - plugins:
                multiPoint:
                  disabled:
                  - name: NodePorts
                  - name: NodePort
                  - name: DynamicResources
              pluginConfig:
              - name: NodePorts
                args: {}
            """);

    assertThat(configuration.warnings())
        .extracting(warning -> warning.replaceAll("^the scheduler's configuration: ", ""))
        .containsExactly(
            "profiles[0].plugins.multiPoint.disabled has no effect: there is no plugin 'NodePort';"
                + " did you mean 'NodePorts'?",
            "profiles[0].pluginConfig[0] has no effect: the profile does not enable the plugin"
                + " NodePorts",
            "without effect in a simulation: parallelism, leaderElection",
            "extenders are not simulated; decisions are those of the plugins alone");
  }

  @Test
  void allProblemsAreToldWithTheirPlaces() {
    assertThat(
            problemsOf(
                () ->
                    withProfiles(
                        """
                        percentageOfNodeToScore: 50
                        podInitialBackoffSeconds: 0
                        profiles:
                        - schedulerName: one
                          plugin: {}
                        """)))
        .isEqualTo(
            """
            3:1: percentageOfNodeToScore: unknown field 'percentageOfNodeToScore'; did you mean\
             'percentageOfNodesToScore'?
            4:27: podInitialBackoffSeconds: found '0', expected a whole number from 1 to 1000000000
            7:3: profiles[0].plugin: unknown field 'plugin'; did you mean 'plugins'?""");
  }

  @Test
  void profilesAreCheckedPluginByPlugin() {
    assertThat(
            problemsOf(
                () ->
                    withProfiles(
                        """
                        profiles:
                        - schedulerName: one
                          plugins:
                            score:
                              enabled:
                              - name: NodeResourceFit
                              - name: NodeName
                              - name: ImageLocality
                              - name: ImageLocality
                        - schedulerName: one
                        - plugins:
                            queueSort:
                              disabled:
                              - name: PrioritySort
                        """)))
        .isEqualTo(
            """
            8:15: profiles[0].plugins.score.enabled[0].name: there is no plugin 'NodeResourceFit';\
             did you mean 'NodeResourcesFit'?
            9:9: profiles[0].plugins.score.enabled[1]: NodeName takes no part in score
            11:9: profiles[0].plugins.score.enabled[3]: found ImageLocality twice, expected it once
            12:18: profiles[1].schedulerName: found 'one' twice, expected another name than\
             profiles[0] has
            13:3: profiles[2].schedulerName: found nothing, expected a name
            14:5: profiles[2].plugins: found 0 plugins for queueSort, expected one, such as\
             PrioritySort
            15:7: profiles[2].plugins.queueSort: expected the same in all profiles""");
  }

  @Test
  void argumentsAreCheckedByTheirPlugin() {
    assertThat(
            problemsOf(
                () ->
                    withProfiles(
                        """
                        profiles:
                        - pluginConfig:
                          - name: NodeResourcesFit
                            args:
                              kind: InterPodAffinityArgs
                              scoringStrategy: {type: Least}
                          - name: NodeResourcesFit
                          - name: Interpod
                        """)))
        .contains("pluginConfig[0].args: kind: found 'InterPodAffinityArgs', expected")
        .contains("pluginConfig[0].args: ")
        .contains("pluginConfig[1]: found the plugin NodeResourcesFit twice, expected it once")
        .contains("pluginConfig[2].name: there is no plugin 'Interpod'");
  }

  @Test
  void aFileThatIsNoneIsRefused() {
    assertThatThrownBy(() -> SchedulerConfiguration.read(directory.resolve("none.yaml")))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("none.yaml: no such file; expected a KubeSchedulerConfiguration");
    assertThat(problemsOf(() -> read("kind: Pod\n")))
        .isEqualTo(
            """
            1:1: apiVersion: found nothing, expected 'kubescheduler.config.k8s.io/v1'
            1:7: kind: found 'Pod', expected 'KubeSchedulerConfiguration'""");
  }
}
