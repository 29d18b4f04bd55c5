package io.towtank.reports.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.Labels;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.record.Decision;
import io.towtank.record.Decision.Candidate;
import io.towtank.record.Decision.NodeVerdict;
import io.towtank.record.Decision.PluginScores;
import io.towtank.record.Decision.Refusal;
import io.towtank.record.Decision.Victim;
import io.towtank.record.PodOutcome;
import io.towtank.record.PodRow;
import io.towtank.text.InputException;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExplanationTextTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Refusal NO_CPU =
      new Refusal("NodeResourcesFit", "Unschedulable", List.of("Insufficient cpu"));
  private static final Refusal TAINTED =
      new Refusal(
          "TaintToleration",
          "UnschedulableAndUnresolvable",
          List.of("node(s) had untolerated taint {gpu: yes}"));
  private static final String MESSAGE =
      "0/3 nodes are available: 1 node(s) had untolerated taint {gpu: yes}, 2 Insufficient cpu.";

  private final Pod pod =
      Pod.builder(
              "web-1",
              PodSpec.builder()
                  .requests(ResourceList.of(1500, 2L << 30))
                  .nodeSelector(Labels.of("zone", "a"))
                  .build())
          .createdNanos(12 * SECOND)
          .build();

  private static Decision refused(int attempt, Decision.@Nullable Preemption preemption) {
    return new Decision(
        (10 + 2 * attempt) * SECOND,
        "default/web-1",
        attempt,
        "default-scheduler",
        3,
        "",
        null,
        List.of(
            new NodeVerdict("a", TAINTED),
            new NodeVerdict("b", NO_CPU),
            new NodeVerdict("c", NO_CPU)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "",
        MESSAGE,
        preemption);
  }

  private static Decision found(int attempt) {
    return new Decision(
        (10 + 2 * attempt) * SECOND,
        "default/web-1",
        attempt,
        "default-scheduler",
        5,
        "",
        null,
        List.of(new NodeVerdict("a", TAINTED)),
        List.of("b", "c", "d"),
        List.of(
            new PluginScores("NodeResourcesFit", 1, List.of(60L, 80L, 80L), List.of(60L, 80L, 80L)),
            new PluginScores("TaintToleration", 3, List.of(1L, 0L, 0L), List.of(0L, 100L, 100L))),
        List.of(60L, 380L, 380L),
        List.of("c", "d"),
        "d",
        "",
        null);
  }

  private String explain(AttemptChoice choice, int nodesMax, Decision... decisions) {
    ExplainedPod recorder = new ExplainedPod("web-1", choice);
    recorder.created(pod);
    for (Decision decision : decisions) {
      recorder.decision(decision);
    }
    String node = decisions.length == 0 ? "" : decisions[decisions.length - 1].selected();
    recorder.pod(row(node, node.isEmpty() && decisions.length > 0 ? MESSAGE : ""));
    return ExplanationText.of(
            recorder.explain(new TreeSet<>(List.of("default-scheduler")), "at random"), nodesMax)
        .text(100);
  }

  private PodRow row(String node, String reason) {
    return new PodRow(
        "default",
        "web-1",
        "",
        0,
        pod.spec().effectiveRequests(),
        Pod.NEVER,
        12 * SECOND,
        1,
        Pod.NEVER,
        Pod.NEVER,
        Pod.NEVER,
        node,
        node.isEmpty() ? PodOutcome.PENDING : PodOutcome.RUNNING,
        reason);
  }

  @Test
  void showsWhatWasScoredAndWhatWasRejected() {
    assertThat(explain(AttemptChoice.LAST, 20, refused(1, null), refused(2, null), found(3)))
        .isEqualTo(
            """
            Pod default/web-1
              requests      cpu 1.5, memory 2 GiB
              priority      0
              nodeSelector  zone=a
              created       at 12 s
              at the end    running on d

            attempt  at            found
            1 to 2   12 s to 14 s  no node: 0/3 nodes are available: 1 node(s) had untolerated taint {gpu: yes}, 2 Insufficient cpu.
            3        16 s          d

            Attempt 3 at 16 s, profile default-scheduler: 3 of 5 nodes could take it
            1 node was not looked at: enough had been found.
            2 nodes have the highest total; one was taken at random: d.

              node  total  NodeResourcesFit  TaintToleration
            > d       380      80 -> 80 x 1     0 -> 100 x 3
            = c       380      80 -> 80 x 1     0 -> 100 x 3
              b        60      60 -> 60 x 1       1 -> 0 x 3

              node  rejected by      preemption  because
              a     TaintToleration  can't help  node(s) had untolerated taint {gpu: yes}
            """);
  }

  @Test
  void countsWhatItDoesNotShow() {
    assertThat(explain(AttemptChoice.LAST, 1, refused(1, null)))
        .endsWith(
            """
              node  rejected by       preemption  because
              b     NodeResourcesFit  may help    Insufficient cpu
            and 2 more that could not:
              1  NodeResourcesFit:  Insufficient cpu
              1  TaintToleration:   node(s) had untolerated taint {gpu: yes}
            """);
    assertThat(explain(AttemptChoice.LAST, 2, found(1)))
        .endsWith(
            """
            > d       380      80 -> 80 x 1     0 -> 100 x 3
            = c       380      80 -> 80 x 1     0 -> 100 x 3
            and 1 more that could take it

            1 node could not take it:
              1  TaintToleration:  node(s) had untolerated taint {gpu: yes}
            """);
  }

  @Test
  void saysByWhichCriteriaVictimsWereChosen() {
    Victim low = new Victim("default/low", 1, 5 * SECOND);
    Victim later = new Victim("default/later", 1, 7 * SECOND);
    Victim high = new Victim("default/high", 9, Pod.NEVER);
    Decision.Preemption preemption =
        new Decision.Preemption(
            List.of(
                new Candidate("a", List.of(high), 0),
                new Candidate("b", List.of(low), 0),
                new Candidate("c", List.of(later), 0)),
            List.of("c"),
            "c");

    assertThat(explain(AttemptChoice.ALL, 20, refused(1, preemption)))
        .contains("2 Insufficient cpu. Pods are evicted for it on c\n")
        .endsWith(
            """
            Preemption: evicting pods of lower priority makes room on 3 nodes; those on c are evicted.
            Of the 3, lowest highest priority of a victim leaves 2, then latest start of the victim that started first leaves 1.

              node  PDB violations  highest priority  priority sum  victims  first started
            > c                  0                 1    2147483649        1            7 s
              b                  0                 1    2147483649        1            5 s
              a                  0                 9    2147483657        1        not yet

              node  victims
            > c     default/later (priority 1)
              b     default/low (priority 1)
              a     default/high (priority 9)
            """);
  }

  @Test
  void showsTheAttemptsThatAreAskedFor() {
    Decision[] decisions = {refused(1, null), found(2)};

    assertThat(explain(AttemptChoice.ALL, 20, decisions)).contains("Attempt 1 at", "Attempt 2 at");
    assertThat(explain(AttemptChoice.of(1), 20, decisions))
        .contains("Attempt 1 at")
        .doesNotContain("Attempt 2 at");
    assertThatThrownBy(() -> explain(AttemptChoice.of(3), 20, decisions))
        .isInstanceOf(InputException.class)
        .hasMessage("--attempt: found 3, but the pod was tried 2 times");
  }

  @Test
  void saysWhatBecameOfANodeThatWasFound() {
    ExplainedPod recorder = new ExplainedPod("default/web-1", AttemptChoice.LAST);
    recorder.created(pod);
    recorder.decision(found(1));
    recorder.notBound("default/web-1", 1, "no device left");
    recorder.pod(row("", "no device left"));

    assertThat(ExplanationText.of(recorder.explain(new TreeSet<>(), "at random"), 20).text(100))
        .contains("1        12 s  d, but it was not bound: no device left\n")
        .contains("at the end    pending: no device left\n");
  }

  @Test
  void saysWhyAPodWasNeverTried() {
    assertThat(explain(AttemptChoice.LAST, 20))
        .contains("never tried   its turn did not come before the end");
    assertThat(untried(PodSpec.builder().schedulingGates(List.of("example.com/quota"))))
        .isEqualTo("Scheduling is blocked due to non-empty scheduling gates (example.com/quota)");
    assertThat(untried(PodSpec.builder().schedulerName("defualt-scheduler")))
        .isEqualTo("no profile is called 'defualt-scheduler'; did you mean 'default-scheduler'?");
  }

  private static String untried(PodSpec.Builder spec) {
    return Untried.why(
        Pod.builder("p", spec.build()).build(), new TreeSet<>(List.of("default-scheduler")));
  }

  @Test
  void aPodThatIsNotThereIsNamedWithItsNearest() {
    ExplainedPod recorder = new ExplainedPod("wbe-1", AttemptChoice.LAST);
    recorder.created(Pod.builder("other", pod.spec()).build());
    recorder.created(pod);
    recorder.created(Pod.builder("another", pod.spec()).build());

    assertThatThrownBy(() -> recorder.explain(new TreeSet<>(), ""))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "--pod: there was no pod 'wbe-1'; did you mean 'web-1'?; names are in pods.csv of"
                + " 'towtank run --out DIR'");
  }

  @Test
  void aNameInTwoNamespacesNeedsTheNamespace() {
    ExplainedPod recorder = new ExplainedPod("web-1", AttemptChoice.LAST);
    recorder.created(pod);
    recorder.created(pod.toBuilder().namespace("shop").build());

    assertThatThrownBy(() -> recorder.explain(new TreeSet<>(), ""))
        .hasMessage("--pod: 2 pods are called 'web-1'; expected one of default/web-1, shop/web-1");
  }
}
