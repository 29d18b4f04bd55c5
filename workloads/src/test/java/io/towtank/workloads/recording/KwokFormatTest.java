package io.towtank.workloads.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.towtank.model.PodArrival;
import io.towtank.text.InputException;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.TraceFormats;
import io.towtank.workloads.TraceOptions;
import io.towtank.workloads.Traces;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KwokFormatTest {
  private static final String RECORDING =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: n1}
      status: {allocatable: {cpu: "4", memory: 8Gi, pods: "110"}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: old, namespace: default, labels: {app: a}}
      spec: {nodeName: n1, containers: [{name: c, resources: {requests: {cpu: 500m}}}]}
      status: {phase: Running}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: done}
      spec: {containers: [{name: c}]}
      status: {phase: Succeeded}
      ---
      apiVersion: action.kwok.x-k8s.io/v1alpha1
      kind: ResourcePatch
      resource: {version: v1, resource: pods}
      target: {name: new, namespace: default}
      durationNanosecond: 2000000000
      method: create
      template:
        metadata: {name: new, namespace: default}
        spec: {containers: [{name: c, resources: {requests: {cpu: "1"}}}]}
      ---
      apiVersion: action.kwok.x-k8s.io/v1alpha1
      kind: ResourcePatch
      resource: {version: v1, resource: pods}
      target: {name: new, namespace: default}
      durationNanosecond: 3000000000
      method: patch
      template: {status: {phase: Running}}
      ---
      apiVersion: action.kwok.x-k8s.io/v1alpha1
      kind: ResourcePatch
      resource: {version: v1, resource: pods}
      target: {name: new, namespace: default}
      durationNanosecond: 5000000000
      method: patch
      template: {status: {phase: Succeeded}}
      ---
      apiVersion: action.kwok.x-k8s.io/v1alpha1
      kind: ResourcePatch
      resource: {version: v1, resource: nodes}
      target: {name: n1}
      durationNanosecond: 6000000000
      method: delete
      """;

  private final TraceAccounts accounts = new TraceAccounts();
  @TempDir private Path directory;

  @Test
  void podsComeAndGoAsRecorded() {
    List<PodArrival> pods = read(RECORDING, "censored", "cut");

    assertThat(pods)
        .extracting(Traces::shown)
        .containsExactly("0 s old {cpu=500} 6 s {app=a}", "2 s new {cpu=1000} 3 s {}");
    assertThat(pods.get(0).pod().isBound()).isFalse();
    assertThat(accounts.rowsDropped())
        .containsOnly(
            entry(KwokRecording.NO_POD, 2L),
            entry(KwokRecording.ENDED, 1L),
            entry(KwokRecording.NO_END, 1L));
    assertThat(accounts.rowsRead()).isEqualTo(7);
  }

  @Test
  void nodesAreThoseAtTheStart() {
    Path file = Traces.write(directory, "recording.yaml", RECORDING);

    assertThat(
            TraceFormats.named("kwok").readNodes(file, TraceOptions.of(ReplayMode.TIMED), accounts))
        .extracting("name")
        .containsExactly("n1");
  }

  @Test
  void aMethodThatIsNoneIsRefused() {
    assertThatThrownBy(
            () ->
                read(
                    RECORDING
                        .replace("method: delete", "method: undo")
                        .replace("resource: nodes", "resource: pods")))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith(
            "ResourcePatch: method: found 'undo', expected create, patch or delete");
  }

  private List<PodArrival> read(String recording, String... options) {
    Path file = Traces.write(directory, "recording.yaml", recording);
    return Traces.pods("kwok", file, Traces.options(ReplayMode.TIMED, options), accounts);
  }
}
