package io.towtank.reports.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.NodeAffinity;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorRequirement.Operator;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.Pod;
import io.towtank.model.PodAffinity;
import io.towtank.model.PodAffinityTerm;
import io.towtank.model.PodSpec;
import io.towtank.model.PreemptionPolicy;
import io.towtank.model.TaintEffect;
import io.towtank.model.Toleration;
import io.towtank.model.TopologySpreadConstraint;
import io.towtank.model.TopologySpreadConstraint.WhenUnsatisfiable;
import io.towtank.model.Volume;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodWishTest {
  @Test
  void saysInOneLineEachWhatAPodAsksFor() {
    NodeSelectorTerm ssdOrFast =
        NodeSelectorTerm.ofLabels(
            new NodeSelectorRequirement("disk", Operator.IN, List.of("ssd", "fast")),
            new NodeSelectorRequirement("old", Operator.DOES_NOT_EXIST, List.of()));
    NodeSelectorTerm large =
        NodeSelectorTerm.ofLabels(new NodeSelectorRequirement("cores", Operator.GT, List.of("16")));
    LabelSelector web = LabelSelector.ofLabels(Labels.of("app", "web"));
    PodSpec spec =
        PodSpec.builder()
            .nodeName("n1")
            .tolerations(
                List.of(
                    new Toleration(
                        "gpu", Toleration.Operator.EQUAL, "yes", TaintEffect.NO_SCHEDULE, null),
                    new Toleration("", Toleration.Operator.EXISTS, "", null, null)))
            .nodeSelector(Labels.of("zone", "a"))
            .nodeAffinity(
                new NodeAffinity(
                    List.of(ssdOrFast), List.of(new NodeAffinity.PreferredTerm(5, large))))
            .podAntiAffinity(
                new PodAffinity(
                    List.of(PodAffinityTerm.of(web, "kubernetes.io/hostname")), List.of()))
            .topologySpreadConstraints(
                List.of(
                    TopologySpreadConstraint.of(1, "zone", WhenUnsatisfiable.DO_NOT_SCHEDULE, web)))
            .volumes(List.of(Volume.ofClaim("data", "claim-1")))
            .build();
    Pod pod = Pod.builder("p", spec).preemptionPolicy(PreemptionPolicy.NEVER).build();

    assertThat(PodWish.of(pod))
        .extracting(wish -> wish.kind() + ": " + wish.wish())
        .containsExactly(
            "nodeName: n1",
            "toleration: gpu=yes:NoSchedule",
            "toleration: every taint",
            "nodeSelector: zone=a",
            "nodeAffinity: required: disk in (ssd, fast), !old",
            "nodeAffinity: preferred, weight 5: cores Gt 16",
            "volume: data: persistent volume claim claim-1",
            "topologySpreadConstraint: app=web by zone, maxSkew 1, DoNotSchedule",
            "podAntiAffinity: required: app=web by kubernetes.io/hostname",
            "preemptionPolicy: Never");
  }
}
