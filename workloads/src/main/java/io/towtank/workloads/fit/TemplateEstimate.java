package io.towtank.workloads.fit;

import io.towtank.model.Labels;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.distribution.Distribution;
import io.towtank.workloads.distribution.Empirical;
import io.towtank.workloads.synthetic.PodGroup;
import io.towtank.workloads.synthetic.PodTemplate;
import io.towtank.workloads.synthetic.Variation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The templates that stand for the pods of a workload. */
final class TemplateEstimate {
  private static final int OWN_LAW_FROM = 200;
  private static final int VALUES_MAX = 200;
  private static final int QUANTILES = 1000;
  private static final double COVERED = 0.95;

  private final FitOptions options;
  private final ShapeCounts shapes;
  private final List<PodRow> rows;
  private final @Nullable DistributionFit duration;
  private final @Nullable PodGroup group;
  private final List<String> notes;
  private final List<PodTemplate> templates = new ArrayList<>();
  private @Nullable Distribution rareLaw;

  TemplateEstimate(
      FitOptions options,
      ShapeCounts shapes,
      List<PodRow> rows,
      @Nullable DistributionFit duration,
      @Nullable PodGroup group,
      List<String> notes) {
    this.options = options;
    this.shapes = shapes;
    this.rows = rows;
    this.duration = duration;
    this.group = group;
    this.notes = notes;
  }

  /** The templates, the most frequent first; what they leave out is noted. */
  List<PodTemplate> templates() {
    if (shapes.constrained() > 0) {
      notes.add(
          shapes.constrained()
              + " pods have affinities or spread constraints; templates have none of them");
    }
    if (shapes.others() > 0) {
      notes.add(
          shapes.others()
              + " pods are of other shapes than the first "
              + ShapeCounts.SHAPES_MAX
              + "; they are left out");
    }
    if (group != null) {
      notes.add(
          "all pods of a job are alike"
              + (group.sameDuration() ? " and end together" : "")
              + ", and all templates have jobs of the same sizes");
    }
    List<ShapeCounts.Shape> frequent = shapes.frequentFirst();
    if (isJoint(frequent)) {
      joint(frequent);
    } else {
      copulas(frequent);
    }
    return templates;
  }

  private boolean isJoint(List<ShapeCounts.Shape> frequent) {
    if (options.shapes() != FitOptions.ShapeModel.AUTO) {
      return options.shapes() == FitOptions.ShapeModel.JOINT;
    }
    long all = 0;
    long covered = 0;
    for (int i = 0; i < frequent.size(); i++) {
      all += frequent.get(i).pods();
      covered += i < options.templatesMax() ? frequent.get(i).pods() : 0;
    }
    return covered >= COVERED * all;
  }

  private void joint(List<ShapeCounts.Shape> frequent) {
    Map<Integer, List<PodRow>> byShape = new LinkedHashMap<>();
    rows.forEach(row -> byShape.computeIfAbsent(row.shape(), n -> new ArrayList<>()).add(row));
    estimateRare(
        frequent.stream()
            .limit(options.templatesMax())
            .map(shape -> byShape.getOrDefault(shape.number(), List.of()))
            .toList());
    long left = 0;
    for (int i = 0; i < frequent.size(); i++) {
      ShapeCounts.Shape shape = frequent.get(i);
      if (i >= options.templatesMax()) {
        left += shape.pods();
        continue;
      }
      add(shape.pods(), shape.spec(), byShape.getOrDefault(shape.number(), List.of()), null);
    }
    if (left > 0) {
      notes.add(
          left
              + " pods of "
              + (frequent.size() - options.templatesMax())
              + " rarer shapes have no template; the others take their part");
    }
  }

  private void copulas(List<ShapeCounts.Shape> frequent) {
    Map<String, List<ShapeCounts.Shape>> kinds = new LinkedHashMap<>();
    frequent.forEach(
        shape -> kinds.computeIfAbsent(shape.kind(), kind -> new ArrayList<>()).add(shape));
    Map<String, List<PodRow>> rowsByKind = new LinkedHashMap<>();
    for (PodRow row : rows) {
      if (row.shape() != ShapeCounts.OTHER) {
        String kind = shapes.shape(row.shape()).kind();
        rowsByKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(row);
      }
    }
    record Kind(long pods, List<ShapeCounts.Shape> shapes, List<PodRow> rows) {}
    List<Kind> sorted = new ArrayList<>();
    kinds.forEach(
        (kind, of) ->
            sorted.add(
                new Kind(
                    of.stream().mapToLong(ShapeCounts.Shape::pods).sum(),
                    of,
                    rowsByKind.getOrDefault(kind, List.of()))));
    sorted.sort(Comparator.comparingLong(Kind::pods).reversed());
    estimateRare(sorted.stream().limit(options.templatesMax()).map(Kind::rows).toList());
    long left = 0;
    for (int i = 0; i < sorted.size(); i++) {
      Kind kind = sorted.get(i);
      if (i >= options.templatesMax() || kind.rows().isEmpty()) {
        left += kind.pods();
        continue;
      }
      PodSpec typical = kind.shapes().get(0).spec();
      add(kind.pods(), typical, kind.rows(), variation(typical, kind.rows()));
    }
    if (left > 0) {
      notes.add(left + " pods of rarer kinds have no template; the others take their part");
    }
  }

  /** A template, or two where only some of the pods end. */
  private void add(long pods, PodSpec spec, List<PodRow> own, @Nullable Variation variation) {
    double[] ends = ends(own);
    double ending = own.isEmpty() ? (duration == null ? 0 : 1) : (double) ends.length / own.size();
    if (ending > 0 && duration != null) {
      template(pods * ending, spec, lawOf(ends, duration), variation);
    }
    if (ending < 1) {
      template(pods * (1 - ending), spec, null, variation);
    }
  }

  private void template(
      double weight, PodSpec spec, @Nullable Distribution law, @Nullable Variation variation) {
    String name = String.format(Locale.ROOT, "pods-%03d", templates.size() + 1);
    templates.add(
        new PodTemplate(name, weight, spec, Labels.EMPTY, law, variation, group, List.of()));
  }

  /** The law of durations that templates of few pods have in common, from all of their pods. */
  private void estimateRare(List<List<PodRow>> rowsOfTemplates) {
    double[] ends =
        rowsOfTemplates.stream()
            .map(TemplateEstimate::ends)
            .filter(each -> each.length < OWN_LAW_FROM)
            .flatMapToDouble(Arrays::stream)
            .toArray();
    rareLaw = ends.length == 0 ? null : law(ends);
  }

  private static double[] ends(List<PodRow> own) {
    return own.stream().filter(PodRow::ends).mapToDouble(PodRow::durationSeconds).toArray();
  }

  private Distribution lawOf(double[] ends, DistributionFit all) {
    if (ends.length >= OWN_LAW_FROM) {
      return law(ends);
    }
    return rareLaw == null ? all.distribution() : rareLaw;
  }

  private Distribution law(double[] ends) {
    return options.empirical()
        ? observed(ends, QUANTILES)
        : DistributionFit.of(ends).distribution();
  }

  /** The values themselves, or so many of them, evenly spread over their order. */
  static Distribution observed(double[] values, int most) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    SortedMap<Double, Double> weights = new TreeMap<>();
    int n = Math.min(most, sorted.length);
    for (int i = 0; i < n; i++) {
      weights.merge(sorted[(int) ((i + 0.5) * sorted.length / n)], 1.0, Double::sum);
    }
    return new Empirical(weights);
  }

  private static Variation variation(PodSpec typical, List<PodRow> own) {
    ResourceList requests = typical.effectiveRequests();
    double[] cpu = own.stream().mapToDouble(PodRow::cpuMillis).toArray();
    double[] memory = own.stream().mapToDouble(PodRow::memoryBytes).toArray();
    List<PodRow> ending = own.stream().filter(PodRow::ends).toList();
    double[] duration = ending.stream().mapToDouble(PodRow::durationSeconds).toArray();
    double cpuMemory = NormalScores.correlation(cpu, memory);
    double cpuDuration =
        NormalScores.correlation(
            ending.stream().mapToDouble(PodRow::cpuMillis).toArray(), duration);
    double memoryDuration =
        NormalScores.correlation(
            ending.stream().mapToDouble(PodRow::memoryBytes).toArray(), duration);
    return new Variation(
        factor(cpu, (double) requests.get(ResourceNames.CPU)),
        factor(memory, (double) requests.get(ResourceNames.MEMORY)),
        ResourceList.of(1, 1L << 20),
        NormalScores.feasible(cpuMemory, cpuDuration, memoryDuration));
  }

  /** Law of the amounts against a typical one; null where they are all the same. */
  private static @Nullable Distribution factor(double[] amounts, double typical) {
    SortedMap<Double, Double> weights = new TreeMap<>();
    double[] factors = new double[amounts.length];
    for (int i = 0; i < amounts.length; i++) {
      factors[i] = typical == 0 ? 0 : amounts[i] / typical;
      weights.merge(factors[i], 1.0, Double::sum);
    }
    if (typical == 0 || (weights.size() == 1 && weights.firstKey() == 1)) {
      return null;
    }
    return weights.size() <= VALUES_MAX
        ? new Empirical(weights)
        : DistributionFit.of(factors).distribution();
  }
}
