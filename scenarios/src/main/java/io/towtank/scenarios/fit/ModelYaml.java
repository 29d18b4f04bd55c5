package io.towtank.scenarios.fit;

import io.towtank.model.DeviceRequest;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.Toleration;
import io.towtank.scenarios.binding.WordStyle;
import io.towtank.workloads.distribution.Empirical;
import io.towtank.workloads.fit.FittedWorkload;
import io.towtank.workloads.stats.Shapes;
import io.towtank.workloads.synthetic.CyclicArrivals;
import io.towtank.workloads.synthetic.PodTemplate;
import io.towtank.workloads.synthetic.RenewalArrivals;
import io.towtank.workloads.synthetic.Variation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An estimated workload as a model that {@code workload.generate.file} takes. */
public final class ModelYaml {
  private final StringBuilder text = new StringBuilder();

  private ModelYaml() {}

  /**
   * The model.
   *
   * @param comments lines that say where it is from
   */
  public static String of(FittedWorkload fitted, List<String> comments) {
    return new ModelYaml().model(fitted, comments);
  }

  private String model(FittedWorkload fitted, List<String> comments) {
    comments.forEach(comment -> line("# " + comment.replaceAll("\\p{Cntrl}", " ")));
    line("pods: " + fitted.pods());
    RenewalArrivals arrivals =
        (RenewalArrivals)
            (fitted.workload().arrivals() instanceof CyclicArrivals cyclic
                ? cyclic.of()
                : fitted.workload().arrivals());
    line("interArrival: " + DistributionYaml.time(arrivals.interArrival()));
    FittedWorkload.FittedCycle cycle = fitted.cycle();
    if (cycle != null) {
      line("cycle:");
      line("  hours: " + numbers(cycle.hours()));
      line("  days: " + numbers(cycle.days()));
    }
    Empirical batchSize = fitted.batchSize();
    if (batchSize != null) {
      line("batchSize: " + DistributionYaml.number(batchSize));
    }
    line("templates:");
    fitted.templates().forEach(this::template);
    return text.toString();
  }

  private void template(PodTemplate template) {
    PodSpec spec = template.spec();
    line("  - name: " + template.name());
    line("    weight: " + DistributionYaml.plain(template.weight()));
    line("    requests: " + requests(spec.effectiveRequests()));
    if (!spec.devices().isEmpty()) {
      line(
          "    devices: ["
              + spec.devices().stream().map(ModelYaml::device).collect(Collectors.joining(", "))
              + "]");
    }
    if (template.duration() != null) {
      line("    duration: " + DistributionYaml.time(template.duration()));
    }
    Variation variation = template.variation();
    if (variation != null) {
      variation(variation);
    }
    if (template.group() != null) {
      line(
          "    job: {tasks: "
              + DistributionYaml.number(template.group().size())
              + (template.group().sameDuration() ? ", sameDuration: true}" : "}"));
    }
    Integer priority = spec.priority();
    if (priority != null && priority != 0) {
      line("    priority: " + priority);
    }
    if (!spec.schedulerName().equals(PodSpec.DEFAULT_SCHEDULER)) {
      line("    schedulerName: " + quoted(spec.schedulerName()));
    }
    if (spec.nodeSelector().size() > 0) {
      List<String> labels = new ArrayList<>();
      for (Map.Entry<String, String> label : spec.nodeSelector().toMap().entrySet()) {
        labels.add(quoted(label.getKey()) + ": " + quoted(label.getValue()));
      }
      line("    nodeSelector: {" + String.join(", ", labels) + "}");
    }
    if (!spec.tolerations().isEmpty()) {
      line("    tolerations:");
      spec.tolerations().forEach(this::toleration);
    }
  }

  private void variation(Variation variation) {
    line("    vary:");
    if (variation.cpu() != null) {
      line("      cpu: " + DistributionYaml.number(variation.cpu()));
    }
    if (variation.memory() != null) {
      line("      memory: " + DistributionYaml.number(variation.memory()));
    }
    Variation.Correlation correlation = variation.correlation();
    if (correlation != null) {
      line(
          "      correlation: {cpuMemory: "
              + DistributionYaml.plain(correlation.cpuMemory())
              + ", cpuDuration: "
              + DistributionYaml.plain(correlation.cpuDuration())
              + ", memoryDuration: "
              + DistributionYaml.plain(correlation.memoryDuration())
              + "}");
    }
  }

  private void toleration(Toleration toleration) {
    List<String> fields = new ArrayList<>();
    if (!toleration.key().isEmpty()) {
      fields.add("key: " + quoted(toleration.key()));
    }
    fields.add(
        "operator: " + (toleration.operator() == Toleration.Operator.EXISTS ? "Exists" : "Equal"));
    if (!toleration.value().isEmpty()) {
      fields.add("value: " + quoted(toleration.value()));
    }
    if (toleration.effect() != null) {
      fields.add("effect: " + WordStyle.UPPER_CAMEL.spell(toleration.effect()));
    }
    line("      - {" + String.join(", ", fields) + "}");
  }

  private static String device(DeviceRequest device) {
    return "{resource: "
        + device.resource()
        + ", count: "
        + device.count()
        + ", milli: "
        + device.milliPerDevice()
        + "}";
  }

  private static String requests(ResourceList requests) {
    List<String> amounts = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      amounts.add(
          requests.name(i) + ": " + quoted(Shapes.quantity(requests.name(i), requests.amount(i))));
    }
    return "{" + String.join(", ", amounts) + "}";
  }

  private static String numbers(List<Double> numbers) {
    return "["
        + numbers.stream().map(DistributionYaml::plain).collect(Collectors.joining(", "))
        + "]";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
