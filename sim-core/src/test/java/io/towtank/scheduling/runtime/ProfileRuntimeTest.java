package io.towtank.scheduling.runtime;

import static io.towtank.scheduling.testing.Objects.node;
import static io.towtank.scheduling.testing.Objects.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.kernel.RandomStream;
import io.towtank.kernel.RandomStreams;
import io.towtank.model.DeviceAllocation;
import io.towtank.model.Pod;
import io.towtank.model.ResourceIndex;
import io.towtank.scheduling.cache.ClusterCache;
import io.towtank.scheduling.framework.BindPlugin;
import io.towtank.scheduling.framework.ClusterEvent;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.ExtensionPoint;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.PermitPlugin;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PostFilterPlugin;
import io.towtank.scheduling.framework.Profile;
import io.towtank.scheduling.framework.QueueingHint;
import io.towtank.scheduling.framework.ScorePlugin;
import io.towtank.scheduling.framework.Status;
import io.towtank.scheduling.framework.WaitingPods;
import io.towtank.scheduling.testing.FakePlugin;
import io.towtank.scheduling.testing.Fakes;
import io.towtank.text.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ProfileRuntimeTest {
  private static final List<EnabledPlugin> NEEDED =
      List.of(EnabledPlugin.of("Sort"), EnabledPlugin.of("Bind"));

  private final List<PluginFactory> factories =
      new ArrayList<>(List.of(Fakes.SORT, Fakes.BIND, Fakes.FIT, Fakes.SELECTOR));
  private final ClusterCache cache = new ClusterCache(new ResourceIndex());
  private final PodInfo pod = PodInfo.of(pod("p", 1), new ResourceIndex());

  private ProfileRuntime runtime(EnabledPlugin... plugins) {
    List<EnabledPlugin> all = new ArrayList<>(NEEDED);
    all.addAll(List.of(plugins));
    return runtime(Profile.ofDefault(all));
  }

  private ProfileRuntime runtime(Profile profile) {
    return new ProfileRuntime(profile, PluginRegistry.of(factories), new Handle());
  }

  private final class Handle implements FrameworkHandle {
    @Override
    public long nowNanos() {
      return 0;
    }

    @Override
    public ResourceIndex resources() {
      return new ResourceIndex();
    }

    @Override
    public NodeList nodes() {
      return cache;
    }

    @Override
    public RandomStream randomStream(String plugin, String purpose) {
      return new RandomStreams(1).stream(plugin, purpose);
    }

    @Override
    public Status bind(Pod bound, String nodeName, List<DeviceAllocation> devices) {
      return Status.SUCCESS;
    }

    @Override
    public WaitingPods waitingPods() {
      throw new UnsupportedOperationException();
    }
  }

  private static EnabledPlugin with(String name, int weight, ExtensionPoint... points) {
    return new EnabledPlugin(name, weight, Set.of(points), PluginArgs.NONE);
  }

  @Test
  void unknownPluginIsNamedWithTheNearest() {
    assertThatThrownBy(() -> runtime(EnabledPlugin.of("Selektor")))
        .isInstanceOf(InputException.class)
        .hasMessage("there is no scheduling plugin 'Selektor'; did you mean 'Selector'?");
  }

  /** Knows one argument. */
  private record Tuned() implements PluginFactory {
    @Override
    public String name() {
      return "Tuned";
    }

    @Override
    public String summary() {
      return "A plugin with an argument.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      args.integer("weight", 1, 1, 10);
      return () -> "Tuned";
    }
  }

  private static EnabledPlugin tuned(Map<String, Object> args) {
    return new EnabledPlugin("Tuned", 1, Set.of(), PluginArgs.of(args));
  }

  @Test
  void argumentsThatNobodyReadsOrThatAreWrongAreRefused() {
    factories.add(new Tuned());
    EnabledPlugin good = tuned(Map.of("weight", 3));
    runtime(good);
    runtime(good);

    assertThatThrownBy(() -> runtime(tuned(Map.of("wieght", 3))))
        .isInstanceOf(InputException.class)
        .hasMessage("plugin Tuned: unknown argument 'wieght'; did you mean 'weight'?");
    assertThatThrownBy(() -> runtime(tuned(Map.of("weight", 11))))
        .isInstanceOf(InputException.class)
        .hasMessage("plugin Tuned: weight: expected a whole number from 1 to 10, found 11");
  }

  @Test
  void profileNeedsOneQueueSortAndABind() {
    assertThatThrownBy(() -> runtime(new Profile("x", List.of(EnabledPlugin.of("Bind")))))
        .isInstanceOf(InputException.class)
        .hasMessage("profile x: expected exactly one QueueSort plugin (PrioritySort), found 0");
    assertThatThrownBy(() -> runtime(new Profile("x", List.of(EnabledPlugin.of("Sort")))))
        .isInstanceOf(InputException.class)
        .hasMessage("profile x: expected a Bind plugin (DefaultBinder)");
  }

  @Test
  void pluginCanNotBeEnabledWhereItHasNoPart() {
    assertThatThrownBy(() -> runtime(with("Selector", 1, ExtensionPoint.SCORE)))
        .isInstanceOf(InputException.class)
        .hasMessage("plugin Selector has no part in score");
  }

  @Test
  void twoPluginsOfOneNameAreRefused() {
    factories.add(new Tuned());
    factories.add(new Tuned());

    assertThatThrownBy(() -> runtime(NEEDED.get(0)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("two plugins are named Tuned: ");
  }

  @Test
  void pluginTakesPartOnlyWhereItIsEnabledInTheProfilesOrder() {
    factories.add(Fakes.score("A", node -> 1));
    factories.add(Fakes.score("B", node -> 2));
    ProfileRuntime runtime =
        runtime(
            with("B", 5, ExtensionPoint.SCORE),
            with("Fit", 1, ExtensionPoint.RESERVE),
            with("A", 3),
            with("B", 9));

    assertThat(runtime.enginePlugins().score())
        .extracting(ScorePlugin::name)
        .containsExactly("B", "A");
    assertThat(runtime.enginePlugins().scoreWeights()).containsExactly(5, 3);
    assertThat(runtime.enginePlugins().filter()).isEmpty();
  }

  @Test
  void weightsAreBounded() {
    assertThatThrownBy(() -> with("A", 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> with("A", 1_000_001)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyRegisteredEventsHelpThoseThatRegister() {
    factories.add(Fakes.filter("Open", node -> true));
    ProfileRuntime runtime =
        runtime(EnabledPlugin.of("Selector"), EnabledPlugin.of("Open"), EnabledPlugin.of("Fit"));
    QueueingHint.Change change = QueueingHint.Change.ofNode(null, node("n", 1));

    assertThat(helps(runtime, "Selector", ClusterEvent.NODE_LABELS_CHANGED, change)).isTrue();
    assertThat(helps(runtime, "Selector", ClusterEvent.ASSIGNED_POD_DELETED, change)).isFalse();
    assertThat(helps(runtime, "Fit", ClusterEvent.ASSIGNED_POD_DELETED, change)).isTrue();
    assertThat(helps(runtime, "Open", ClusterEvent.POD_UPDATED, change)).isTrue();
    // Who waits for new nodes hears of changed taints too.
    assertThat(helps(runtime, "Fit", ClusterEvent.NODE_TAINTS_CHANGED, change)).isTrue();
  }

  private boolean helps(
      ProfileRuntime runtime, String plugin, ClusterEvent event, QueueingHint.Change change) {
    return runtime.mayHelp(pod.pod(), List.of(plugin), event, change);
  }

  @Test
  void permitAsksAllUnlessOneRefuses() {
    factories.add(Fakes.permit("Yes", name -> PermitPlugin.Result.ALLOW));
    factories.add(Fakes.permit("Wait", name -> PermitPlugin.Result.waitFor(5)));
    factories.add(Fakes.permit("No", name -> PermitPlugin.Result.deny("no")));
    SortedMap<String, Long> waiting = new TreeMap<>();
    ProfileRuntime patient = runtime(EnabledPlugin.of("Wait"), EnabledPlugin.of("Yes"));

    assertThat(patient.permit(new CycleState(), pod, "n", waiting).status()).isEqualTo(Status.WAIT);
    assertThat(waiting).isEqualTo(new TreeMap<>(Map.of("Wait", 5L)));

    ProfileRuntime strict = runtime(EnabledPlugin.of("Wait"), EnabledPlugin.of("No"));
    ProfileRuntime.Outcome outcome = strict.permit(new CycleState(), pod, "n", new TreeMap<>());
    assertThat(outcome.plugin()).isEqualTo("No");
    assertThat(outcome.status().isRejected()).isTrue();
  }

  @Test
  void waitingTakesTime() {
    assertThatThrownBy(() -> PermitPlugin.Result.waitFor(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Leaves the binding to the next. */
  private record Skips() implements BindPlugin {
    @Override
    public String name() {
      return "Skips";
    }

    @Override
    public Status bind(CycleState state, PodInfo bound, String nodeName) {
      return Status.SKIP;
    }
  }

  @Test
  void bindGoesToTheFirstThatDoesNotSkip() {
    factories.add(FakePlugin.of(new Skips()));
    EnabledPlugin skips = EnabledPlugin.of("Skips");
    ProfileRuntime both = runtime(Profile.ofDefault(List.of(NEEDED.get(0), skips, NEEDED.get(1))));
    ProfileRuntime skipping = runtime(Profile.ofDefault(List.of(NEEDED.get(0), skips)));

    assertThat(both.bind(new CycleState(), pod, "n").status().isSuccess()).isTrue();
    assertThat(skipping.bind(new CycleState(), pod, "n").status())
        .hasToString("Error[no Bind plugin binds the pod]");
  }

  private record Says(String name, Result result) implements PostFilterPlugin {
    @Override
    public Result postFilter(CycleState state, PodInfo pod, List<Rejected> rejected) {
      return result;
    }
  }

  private PostFilterPlugin.Result postFilter(PostFilterPlugin.Result... results) {
    List<EnabledPlugin> enabled = new ArrayList<>();
    for (PostFilterPlugin.Result result : results) {
      String name = "Says" + enabled.size();
      factories.add(FakePlugin.of(name, handle -> new Says(name, result)));
      enabled.add(EnabledPlugin.of(name));
    }
    return runtime(enabled.toArray(EnabledPlugin[]::new))
        .postFilter(new CycleState(), pod, List.of());
  }

  @Test
  void refusalsOfPostFilterAddUp() {
    PostFilterPlugin.Result result =
        postFilter(
            PostFilterPlugin.Result.notEligible("no new claims"),
            PostFilterPlugin.Result.nothing("preemption: none"));

    assertThat(result.status()).hasToString("Unschedulable[no new claims, preemption: none]");
    assertThat(result.keepsNomination()).isFalse();
  }

  @Test
  void anErrorEndsPostFilter() {
    PostFilterPlugin.Result result =
        postFilter(
            PostFilterPlugin.Result.notEligible("no new claims"),
            new PostFilterPlugin.Result(Status.error("not found"), null, true),
            PostFilterPlugin.Result.nothing("preemption: none"));

    assertThat(result.status()).hasToString("Error[not found]");
    assertThat(result.keepsNomination()).isTrue();
  }

  @Test
  void withoutPostFilterNothingIsSaid() {
    assertThat(postFilter().status().reasons()).isEmpty();
    assertThat(postFilter().keepsNomination()).isTrue();
  }
}
