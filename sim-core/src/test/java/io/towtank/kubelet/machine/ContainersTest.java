package io.towtank.kubelet.machine;

import static io.towtank.testing.LiveCluster.GIB;
import static io.towtank.testing.LiveCluster.SECOND;
import static io.towtank.testing.LiveCluster.container;
import static io.towtank.testing.LiveCluster.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Container;
import io.towtank.model.Pod;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodBehavior.FailureModel;
import io.towtank.model.PodSpec;
import io.towtank.model.Probe;
import io.towtank.model.ResourceList;
import io.towtank.model.RestartPolicy;
import io.towtank.testing.LiveCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ContainersTest {
  private static final int FOR_EVER = FailureModel.ALL;

  private static LiveCluster cluster(MachineOptions options) {
    LiveCluster cluster = new LiveCluster(options, UsageModel.NONE);
    cluster.addNode("n1");
    return cluster;
  }

  private static LiveCluster cluster() {
    return cluster(MachineOptions.DEFAULT.withContainerStartNanos(0));
  }

  private static PodBehavior failing(long exitAfterSeconds, int runs) {
    long after = exitAfterSeconds < 0 ? Pod.NEVER : exitAfterSeconds * SECOND;
    return new PodBehavior(Pod.NEVER, 0, 0, new FailureModel(1, after, runs), 0);
  }

  private static PodBehavior lasting(long seconds) {
    return PodBehavior.DEFAULT.withDurationNanos(seconds * SECOND);
  }

  private static PodBehavior slowToGetReady(long startupSeconds, long readinessSeconds) {
    return new PodBehavior(
        Pod.NEVER, startupSeconds * SECOND, readinessSeconds * SECOND, FailureModel.NONE, 0);
  }

  private static Probe probe(long delay, long period, int failures) {
    return new Probe(delay * SECOND, period * SECOND, SECOND, failures, 1);
  }

  private static PodSpec.Builder probed(
      @Nullable Probe startup, @Nullable Probe liveness, @Nullable Probe readiness) {
    return PodSpec.builder()
        .containers(List.of(container("main").withProbes(startup, liveness, readiness)));
  }

  private static List<String> ends(LiveCluster cluster) {
    List<String> ends = new ArrayList<>();
    cluster.machines.listen(
        (pod, name, code, reason, lost) ->
            ends.add(
                cluster.simulation.now() / SECOND
                    + " "
                    + name
                    + " "
                    + code
                    + " "
                    + reason
                    + (lost == 0 ? "" : " lost " + lost / SECOND)));
    return ends;
  }

  @Test
  void aContainerRunsAfterItsStartTimeAndEndsAfterItsDuration() {
    LiveCluster cluster = cluster(MachineOptions.DEFAULT.withContainerStartNanos(2 * SECOND));
    PodSpec.Builder spec = spec().restartPolicy(RestartPolicy.NEVER);
    cluster.at(5, () -> cluster.place("job", "n1", spec, lasting(30)));
    cluster.runTo(100);

    assertThat(cluster.log)
        .containsExactly("7 job RUNNING", "7 job ready", "37 job SUCCEEDED", "37 job unready");
    assertThat(cluster.pod("job").finishedNanos()).isEqualTo(37 * SECOND);
  }

  @Test
  void restartsAreBackedOffByTenSecondsAndTwiceAsMuchEachTime() {
    LiveCluster cluster = cluster();
    List<String> ends = ends(cluster);
    cluster.place("bad", "n1", spec(), failing(5, FOR_EVER));
    cluster.runTo(1300);

    // The first restart comes at once, then waits of 10, 20, 40, 80, 160, 300, 300 s.
    assertThat(ends)
        .containsExactly(
            "5 main 1 Error",
            "10 main 1 Error",
            "25 main 1 Error",
            "50 main 1 Error",
            "95 main 1 Error",
            "180 main 1 Error",
            "345 main 1 Error",
            "650 main 1 Error",
            "955 main 1 Error",
            "1260 main 1 Error");
    assertThat(cluster.pod("bad").restarts()).isEqualTo(9);
    assertThat(cluster.pod("bad").reason()).isEqualTo("CrashLoopBackOff");
    assertThat(cluster.pod("bad").runStatus().exitCode()).isEqualTo(1);
  }

  @Test
  void tenMinutesOfRunningForgiveWhatWasBefore() {
    LiveCluster cluster = cluster();
    List<String> ends = ends(cluster);
    cluster.place("bad", "n1", spec(), failing(601, FOR_EVER));
    cluster.runTo(2000);

    assertThat(ends).containsExactly("601 main 1 Error", "1202 main 1 Error", "1803 main 1 Error");
  }

  @Test
  void aPodThatFailsAFewTimesWorksAtLast() {
    LiveCluster cluster = cluster();
    cluster.place("shaky", "n1", spec(), failing(5, 2));
    cluster.runTo(1000);

    assertThat(cluster.log)
        .containsExactly(
            "0 shaky RUNNING",
            "0 shaky ready",
            "10 shaky CrashLoopBackOff",
            "10 shaky unready",
            "20 shaky",
            "20 shaky ready");
    assertThat(cluster.pod("shaky").restarts()).isEqualTo(2);
  }

  @Test
  void restartPoliciesDecideWhetherAFailureIsTheEnd() {
    LiveCluster cluster = cluster();
    cluster.place("never", "n1", spec().restartPolicy(RestartPolicy.NEVER), failing(5, 1));
    cluster.place(
        "on-failure", "n1", spec().restartPolicy(RestartPolicy.ON_FAILURE), failing(5, 1));
    PodBehavior ending = new PodBehavior(20 * SECOND, 0, 0, new FailureModel(1, 5 * SECOND, 1), 0);
    cluster.place("twice", "n1", spec().restartPolicy(RestartPolicy.ON_FAILURE), ending);
    cluster.runTo(100);

    assertThat(cluster.logOf("never")).contains("5 never FAILED");
    assertThat(cluster.pod("on-failure").restarts()).isEqualTo(1);
    assertThat(cluster.logOf("twice SUCC")).containsExactly("25 twice SUCCEEDED");
  }

  @Test
  void initContainersRunOneAfterTheOtherAndSidecarsGoOn() {
    MachineOptions options =
        new MachineOptions(SECOND, 3 * SECOND, 2 * SECOND, 1, 1, new TreeMap<>(), 0, 0, 0);
    LiveCluster cluster = cluster(options);
    List<String> ends = ends(cluster);
    Container sidecar =
        new Container("proxy", "", ResourceList.EMPTY, ResourceList.EMPTY, List.of(), true);
    PodSpec.Builder spec =
        spec()
            .restartPolicy(RestartPolicy.NEVER)
            .initContainers(List.of(container("one"), sidecar, container("two")));
    cluster.place("job", "n1", spec, lasting(20));
    cluster.runTo(100);

    // one: 1 to 4 s; proxy from 5 s; two: 6 to 9 s; main from 10 s; then proxy stops within 2 s.
    assertThat(ends)
        .containsExactly(
            "4 one 0 Completed", "9 two 0 Completed", "30 main 0 Completed", "32 proxy 143 Error");
    assertThat(cluster.log)
        .containsExactly("10 job RUNNING", "10 job ready", "30 job unready", "32 job SUCCEEDED");
  }

  @Test
  void aReadinessProbeFindsAContainerReadyAtItsNextQuestion() {
    LiveCluster cluster = cluster();
    cluster.place("web", "n1", probed(null, null, probe(3, 10, 3)), slowToGetReady(4, 12));
    cluster.runTo(100);

    // Ready at 16 s; asked at 3, 13, 23 s.
    assertThat(cluster.logOf("ready")).containsExactly("23 web ready");
  }

  @Test
  void withoutAProbeAPodIsReadyWhenItsBehaviourSaysSo() {
    LiveCluster cluster = cluster();
    cluster.place("web", "n1", spec(), slowToGetReady(4, 12));
    cluster.runTo(100);

    assertThat(cluster.logOf("ready")).containsExactly("16 web ready");
  }

  @Test
  void aStartupProbeGivesASlowContainerItsTime() {
    LiveCluster cluster = cluster();
    Probe liveness = probe(0, 5, 2);
    cluster.place("slow", "n1", probed(probe(0, 10, 6), liveness, null), slowToGetReady(45, 0));
    cluster.runTo(300);

    // Up at 45 s; asked at 0, 10, ... 50 s, the sixth time in time.
    assertThat(cluster.pod("slow").restarts()).isZero();
    assertThat(cluster.logOf("ready")).containsExactly("50 slow ready");
  }

  @Test
  void aStartupThatTakesTooLongIsStartedAnew() {
    LiveCluster cluster =
        cluster(MachineOptions.DEFAULT.withContainerStartNanos(0).withStopNanos(2 * SECOND));
    List<String> ends = ends(cluster);
    cluster.place("slow", "n1", probed(probe(5, 10, 4), null, null), slowToGetReady(45, 0));
    cluster.runTo(100);

    // Asked at 5, 15, 25 and 35 s; it stops within 2 s; again from 37 s, to 72 + 2 s.
    assertThat(ends).containsExactly("37 main 143 Error", "74 main 143 Error");
  }

  @Test
  void aLivenessProbeEndsAContainerThatHangs() {
    LiveCluster cluster = cluster();
    List<String> ends = ends(cluster);
    PodSpec.Builder spec = probed(null, probe(0, 10, 3), null).terminationGraceNanos(7 * SECOND);
    cluster.place("stuck", "n1", spec, failing(-1, 1));
    cluster.runTo(100);

    // Asked at 0, 10 and 20 s, for a second in vain; it does not listen, so its grace runs out.
    assertThat(ends).containsExactly("28 main 137 Error");
    assertThat(cluster.logOf("ready")).containsExactly("28 stuck ready");
  }

  @Test
  void aLivenessProbeThatIsTooImpatientNeverLetsAContainerUp() {
    LiveCluster cluster =
        cluster(MachineOptions.DEFAULT.withContainerStartNanos(0).withStopNanos(0));
    List<String> ends = ends(cluster);
    cluster.place("slow", "n1", probed(null, probe(10, 10, 3), null), slowToGetReady(60, 0));
    cluster.runTo(99);

    // Asked at 10, 20, 30 s of each run; the third begins at 70 s.
    assertThat(ends).containsExactly("30 main 143 Error", "60 main 143 Error");
  }

  @Test
  void aDeletedPodTakesItsGraceOrEndsWhenItsContainersDo() {
    LiveCluster patient = cluster();
    patient.place("web", "n1");
    patient.at(50, () -> patient.api.deletePod(patient.pod("web"), 30 * SECOND));
    patient.at(60, () -> patient.api.deletePod(patient.pod("web"), 5 * SECOND));
    patient.runTo(100);
    assertThat(patient.logOf("deleted", "gone")).containsExactly("50 web deleted", "65 web gone");

    LiveCluster quick =
        cluster(MachineOptions.DEFAULT.withContainerStartNanos(0).withStopNanos(4 * SECOND));
    quick.place("web", "n1");
    quick.at(50, () -> quick.api.deletePod(quick.pod("web"), 30 * SECOND));
    quick.runTo(100);
    assertThat(quick.logOf("deleted", "gone")).containsExactly("50 web deleted", "54 web gone");
  }

  @Test
  void aDeletedPodThatHasNothingRunningIsGoneAtOnce() {
    LiveCluster cluster = cluster();
    cluster.place("bad", "n1", spec(), failing(5, FOR_EVER));
    cluster.at(12, () -> cluster.api.deletePod(cluster.pod("bad"), 30 * SECOND));
    cluster.runTo(100);

    assertThat(cluster.logOf("gone")).containsExactly("12 bad gone");
  }

  @Test
  void aPodBeyondItsDeadlineFails() {
    LiveCluster cluster =
        cluster(MachineOptions.DEFAULT.withContainerStartNanos(0).withStopNanos(SECOND));
    cluster.place("job", "n1", spec().activeDeadlineNanos(40 * SECOND), PodBehavior.DEFAULT);
    cluster.runTo(100);

    assertThat(cluster.logOf("FAILED")).containsExactly("41 job FAILED DeadlineExceeded");
  }

  @Test
  void workSinceTheLastCheckpointIsDoneAgain() {
    LiveCluster cluster = cluster();
    List<String> ends = ends(cluster);
    PodSpec.Builder spec = spec().restartPolicy(RestartPolicy.ON_FAILURE);
    PodBehavior behavior = new PodBehavior(100 * SECOND, 0, 0, FailureModel.NONE, 30 * SECOND);
    Pod job = cluster.place("job", "n1", spec, behavior);
    cluster.at(70, () -> cluster.machines.killContainer(job, ""));
    cluster.runTo(500);

    assertThat(ends).containsExactly("70 main 137 Error lost 10", "110 main 0 Completed");
  }

  @Test
  void aContainerBeyondItsMemoryLimitIsKilled() {
    LiveCluster cluster =
        new LiveCluster(
            MachineOptions.DEFAULT.withContainerStartNanos(0), UsageModel.fractionOfRequest(1.5));
    cluster.addNode("n1");
    List<String> ends = ends(cluster);
    ResourceList gib = ResourceList.of(100, GIB);
    Container tight = container("main").withResources(gib, gib);
    Container roomy = container("main").withResources(gib, ResourceList.of(100, 2 * GIB));
    cluster.place("tight", "n1", PodSpec.builder().containers(List.of(tight)), PodBehavior.DEFAULT);
    cluster.place("roomy", "n1", PodSpec.builder().containers(List.of(roomy)), PodBehavior.DEFAULT);
    cluster.runTo(15);

    assertThat(ends)
        .containsExactly("0 main 137 OOMKilled", "0 main 137 OOMKilled", "10 main 137 OOMKilled");
    assertThat(cluster.pod("roomy").ready()).isTrue();
  }
}
