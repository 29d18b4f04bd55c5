package io.towtank.scenarios.bench;

import io.towtank.kernel.RandomStream;
import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.PodAffinity;
import io.towtank.model.PodAffinityTerm;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.TopologySpreadConstraint;
import io.towtank.model.TopologySpreadConstraint.WhenUnsatisfiable;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The kinds of pods that engines are measured with. */
public enum BenchWorkload {
  /** Pods of 50 templates that differ in their labels only. */
  PLAIN("plain", "plain pods, 50 templates", 50) {
    @Override
    BenchTemplate template(int number, RandomStream random) {
      return new BenchTemplate(PodSpec.builder().requests(USUAL).build(), app(number));
    }
  },

  /** Pods of 50 templates of different sizes; they fill 70 % of the cluster. */
  SIZES("sizes", "50 templates of different sizes, 70 % full", 50) {
    @Override
    BenchTemplate template(int number, RandomStream random) {
      return ofOddSize(number, random);
    }
  },

  /** Pods of 2,000 shapes; they fill 70 % of the cluster. */
  SHAPES("shapes", "2,000 shapes, 70 % full", 2000) {
    @Override
    BenchTemplate template(int number, RandomStream random) {
      return ofOddSize(number, random);
    }
  },

  /** Pods that would rather be spread over zones, and apart from their like. */
  SPREAD("spread", "zone spread, preferred anti-affinity", 50) {
    @Override
    BenchTemplate template(int number, RandomStream random) {
      LabelSelector like = LabelSelector.ofLabels(app(number));
      PodAffinityTerm apart = PodAffinityTerm.of(like, Labels.HOSTNAME);
      PodSpec spec =
          PodSpec.builder()
              .requests(USUAL)
              .topologySpreadConstraints(
                  List.of(
                      TopologySpreadConstraint.of(
                          1, Labels.ZONE, WhenUnsatisfiable.SCHEDULE_ANYWAY, like)))
              .podAntiAffinity(
                  new PodAffinity(List.of(), List.of(new PodAffinity.PreferredTerm(WEIGHT, apart))))
              .build();
      return new BenchTemplate(spec, app(number));
    }
  },

  /** Pods that never share a node with their like. */
  ANTI_AFFINITY("anti-affinity", "required anti-affinity, 20 templates", 20) {
    @Override
    BenchTemplate template(int number, RandomStream random) {
      PodAffinityTerm apart =
          PodAffinityTerm.of(LabelSelector.ofLabels(app(number)), Labels.HOSTNAME);
      PodSpec spec =
          PodSpec.builder()
              .requests(USUAL)
              .podAntiAffinity(new PodAffinity(List.of(apart), List.of()))
              .build();
      return new BenchTemplate(spec, app(number));
    }
  };

  /** Size of the pods that the published figures were measured with. */
  private static final ResourceList USUAL = ResourceList.of(100, 500 * BenchWorkload.MEBIBYTE);

  private static final long MEBIBYTE = 1L << 20;
  private static final int WEIGHT = 100;

  private final String label;
  private final String title;
  private final int templateCount;

  BenchWorkload(String label, String title, int templateCount) {
    this.label = label;
    this.title = title;
    this.templateCount = templateCount;
  }

  /**
   * One kind of pod.
   *
   * @param spec shared by all pods of the kind
   * @param labels shared too
   */
  record BenchTemplate(PodSpec spec, Labels labels) {}

  abstract BenchTemplate template(int number, RandomStream random);

  /** All templates; the same for the same draws. */
  List<BenchTemplate> templates(RandomStream random) {
    List<BenchTemplate> templates = new ArrayList<>();
    for (int number = 0; number < templateCount; number++) {
      templates.add(template(number, random));
    }
    return templates;
  }

  private static BenchTemplate ofOddSize(int number, RandomStream random) {
    // Odd sizes, so that no two templates are likely to be alike.
    long cpuMillis = 100 + random.nextLong(3_900);
    long memoryMebibytes = 128 + random.nextLong(15_872);
    ResourceList requests = ResourceList.of(cpuMillis, memoryMebibytes * MEBIBYTE);
    return new BenchTemplate(PodSpec.builder().requests(requests).build(), app(number));
  }

  private static Labels app(int number) {
    return Labels.of("app", "app-" + number);
  }

  /** Name on the command line and in results. */
  public String label() {
    return label;
  }

  /** What people read. */
  public String title() {
    return title;
  }

  /**
   * The workload of this name.
   *
   * @throws InputException if there is none
   */
  public static BenchWorkload named(String label) {
    for (BenchWorkload workload : values()) {
      if (workload.label.equals(label)) {
        return workload;
      }
    }
    List<String> labels = Arrays.stream(values()).map(BenchWorkload::label).toList();
    throw new InputException(
        "--workloads: no workload '"
            + label
            + "'; expected "
            + String.join(", ", labels)
            + NearestName.hint(label, labels));
  }
}
