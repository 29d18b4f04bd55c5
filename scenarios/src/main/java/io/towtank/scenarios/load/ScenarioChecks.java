package io.towtank.scenarios.load;

import io.towtank.scenarios.config.PluginCheck;
import io.towtank.scenarios.spec.DeviceGroupSpec;
import io.towtank.scenarios.spec.DeviceRequestSpec;
import io.towtank.scenarios.spec.DistributionSpec;
import io.towtank.scenarios.spec.GenerateSpec;
import io.towtank.scenarios.spec.NodeGroupSpec;
import io.towtank.scenarios.spec.PluginSpec;
import io.towtank.scenarios.spec.PodTemplateSpec;
import io.towtank.scenarios.spec.ScenarioSpec;
import io.towtank.scenarios.spec.SchedulerSpec;
import io.towtank.scenarios.spec.SourceSpec;
import io.towtank.scenarios.spec.TieBreaking;
import io.towtank.scenarios.spec.WorkloadSpec;
import io.towtank.scenarios.yaml.FieldPath;
import io.towtank.scenarios.yaml.Problems;
import io.towtank.scenarios.yaml.YamlNode;
import io.towtank.scheduling.framework.ExtensionPoint;
import io.towtank.scheduling.runtime.PluginRegistry;
import io.towtank.text.NearestName;
import io.towtank.workloads.ReplayMode;
import io.towtank.workloads.TraceFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What must hold between the fields of a scenario, each of which is right by itself. */
final class ScenarioChecks {
  private static final long NODES_MAX = 1_000_000;

  private final YamlNode root;
  private final Problems problems;
  private final List<String> warnings = new ArrayList<>();

  ScenarioChecks(YamlNode root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  /** Notes every problem and returns warnings of fields that have no effect. */
  List<String> check(ScenarioSpec spec) {
    checkNodes(spec.cluster().nodes());
    checkSource("cluster.from", spec.cluster().from());
    checkTies(spec.scheduler());
    checkWorkload(spec);
    checkScaling(spec);
    if (spec.scheduler().profile() != null) {
      checkPlugins("scheduler.profile.plugins", spec.scheduler().profile().plugins());
    }
    new LoopChecks(root, problems).check(spec);
    return List.copyOf(warnings);
  }

  private void checkNodes(List<NodeGroupSpec> groups) {
    Set<String> names = new TreeSet<>();
    long nodes = 0;
    for (int i = 0; i < groups.size(); i++) {
      NodeGroupSpec group = groups.get(i);
      String path = FieldPath.item("cluster.nodes", i);
      nodes += group.count();
      requireNew(names, group.name(), path + ".name", "group of nodes");
      Set<String> devices = new TreeSet<>();
      for (int j = 0; j < group.devices().size(); j++) {
        DeviceGroupSpec device = group.devices().get(j);
        String devicePath = FieldPath.item(path + ".devices", j) + ".resource";
        requireNew(devices, device.resource(), devicePath, "entry for the resource");
        if (group.capacity().contains(device.resource())) {
          refuse(devicePath, "found it in capacity too, expected it in one of the two places");
        }
      }
      if (group.allocatable() != null) {
        for (int j = 0; j < group.allocatable().size(); j++) {
          String resource = group.allocatable().name(j);
          if (group.allocatable().amount(j) > group.capacity().get(resource)
              && (group.capacity().contains(resource) || !resource.equals("pods"))) {
            refuse(
                FieldPath.field(path + ".allocatable", resource),
                "found more than the capacity has, expected at most as much");
          }
        }
      }
    }
    if (nodes > NODES_MAX) {
      refuse("cluster.nodes", "found " + nodes + " nodes, expected at most " + NODES_MAX);
    }
  }

  private void checkWorkload(ScenarioSpec spec) {
    WorkloadSpec workload = spec.workload();
    checkSource("workload.from", workload.from());
    if (workload.from() == null
        && workload.generate() == null
        && spec.cluster().snapshot() == null
        && spec.cluster().objects().isEmpty()) {
      refuse(
          "workload",
          "found neither from nor generate, expected one of them, or a cluster.snapshot, or"
              + " cluster.objects");
    }
    boolean timed = workload.replay() == ReplayMode.TIMED;
    if (timed) {
      warnIfGiven("workload.order", ReplayMode.TIMED);
      warnIfGiven("workload.orderFile", ReplayMode.TIMED);
      warnIfGiven("workload.inflate", ReplayMode.TIMED);
    } else {
      warnIfGiven("horizon", ReplayMode.ARRIVAL_ONLY);
      warnIfGiven("measure.sampleEvery", ReplayMode.ARRIVAL_ONLY);
      checkOrder(workload);
    }
    GenerateSpec generate = workload.generate();
    if (generate != null) {
      checkGenerate(generate, timed, spec.horizon() != null || spec.isWholeLoop());
    }
  }

  private void checkScaling(ScenarioSpec spec) {
    if (spec.workload().replay() == ReplayMode.ARRIVAL_ONLY) {
      warnIfGiven("scaling.arrivals", ReplayMode.ARRIVAL_ONLY);
      warnIfGiven("scaling.time", ReplayMode.ARRIVAL_ONLY);
      warnIfGiven("scaling.tail", ReplayMode.ARRIVAL_ONLY);
    }
    if (spec.scaling().nodes().value() != 1 && spec.cluster().machineEvents() != null) {
      refuse("scaling.nodes", "found it with machine events, expected nodes that stay");
    }
  }

  private void checkOrder(WorkloadSpec workload) {
    if (workload.orderFile() == null) {
      return;
    }
    if (workload.inflate() != null) {
      refuse(
          "workload.inflate",
          "found it beside orderFile, expected one of the two: the file says which pods arrive, and"
              + " names the copies too");
    }
    if (isGiven("workload.order")) {
      refuse("workload.order", "found it beside orderFile, expected one of the two");
    }
  }

  private void checkTies(SchedulerSpec scheduler) {
    if (scheduler.rankFile() != null && scheduler.ties() != TieBreaking.RANK) {
      refuse(
          "scheduler.rankFile",
          "found it without `ties: rank`, expected them together, or ranks would decide nothing");
    }
  }

  private void checkGenerate(GenerateSpec generate, boolean timed, boolean hasHorizon) {
    String path = "workload.generate";
    if (generate.interArrival() != null && generate.arrivals() != null) {
      refuse(path + ".arrivals", "found it beside interArrival, expected one of the two");
    }
    // A model that can't be had has been told of already.
    boolean modelMissing =
        generate.templates().isEmpty() && (generate.model() != null || generate.file() != null);
    if (timed && !modelMissing && generate.interArrival() == null && generate.arrivals() == null) {
      refuse(path, "found neither interArrival nor arrivals, expected one in a timed run");
    }
    if (!modelMissing && generate.templates().isEmpty()) {
      refuse(path, "found no templates, expected them, or a model or file that brings them");
    }
    if (generate.arrivals() != null && generate.arrivals().closedLoop() != null) {
      if (generate.cycle() != null) {
        refuse(path + ".cycle", "found it with a closed loop, expected other arrivals");
      }
      if (generate.batchSize() != null) {
        refuse(
            path + ".batchSize",
            "found it with a closed loop, whose users submit one job at a time; expected other"
                + " arrivals, or jobs of several tasks");
      }
    }
    if (!timed && generate.pods() == null) {
      refuse(path, "found no pods, expected their number in an arrival-only run");
    }
    if (generate.pods() == null && isAllAtOnce(generate)) {
      refuse(path, "found no pods and no time between arrivals, expected one of them");
    }
    if (!timed) {
      warnIfGiven(path + ".interArrival", ReplayMode.ARRIVAL_ONLY);
      warnIfGiven(path + ".arrivals", ReplayMode.ARRIVAL_ONLY);
      warnIfGiven(path + ".cycle", ReplayMode.ARRIVAL_ONLY);
      warnIfGiven(path + ".span", ReplayMode.ARRIVAL_ONLY);
    }
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < generate.templates().size(); i++) {
      PodTemplateSpec template = generate.templates().get(i);
      String templatePath = FieldPath.item(path + ".templates", i);
      requireNew(names, template.name(), templatePath + ".name", "template");
      if (timed && !hasHorizon && template.duration() == null) {
        refuse(
            templatePath,
            "found no duration and no horizon, expected one of them, or the run would never end");
      }
      if (!timed) {
        warnIfGiven(templatePath + ".duration", ReplayMode.ARRIVAL_ONLY);
      }
      Set<String> devices = new TreeSet<>();
      for (int j = 0; j < template.devices().size(); j++) {
        DeviceRequestSpec device = template.devices().get(j);
        String devicePath = FieldPath.item(templatePath + ".devices", j) + ".resource";
        requireNew(devices, device.resource(), devicePath, "entry for the resource");
        if (template.requests().contains(device.resource())) {
          refuse(devicePath, "found it in requests too, expected it in one of the two places");
        }
      }
    }
  }

  private static boolean isAllAtOnce(GenerateSpec generate) {
    DistributionSpec gap =
        generate.arrivals() != null && generate.arrivals().closedLoop() != null
            ? generate.arrivals().closedLoop().think()
            : generate.interArrival();
    return gap != null && gap.toModel().typical() == 0;
  }

  private void checkSource(String path, @Nullable SourceSpec source) {
    if (source == null) {
      return;
    }
    TraceFormat format = Services.formats().get(source.format());
    if (format == null) {
      return;
    }
    Set<String> legal = new TreeSet<>(format.optionNames());
    for (String option : source.options().keySet()) {
      if (!legal.contains(option)) {
        String hint =
            legal.isEmpty()
                ? "; the format " + format.name() + " has no options"
                : NearestName.hint(option, legal);
        refuse(
            FieldPath.field(path + ".options", option), "unknown option '" + option + "'" + hint);
      }
    }
  }

  private void checkPlugins(String path, List<PluginSpec> plugins) {
    List<ExtensionPoint> points = new ArrayList<>();
    PluginRegistry registry = PluginRegistry.load();
    for (int i = 0; i < plugins.size(); i++) {
      PluginCheck check = PluginCheck.of(plugins.get(i).toModel(), registry);
      for (String problem : check.problems()) {
        refuse(FieldPath.item(path, i) + ".args", problem);
      }
      points.addAll(check.points());
    }
    int sorters = Collections.frequency(points, ExtensionPoint.QUEUE_SORT);
    if (sorters != 1) {
      refuse(
          path, "found " + sorters + " plugins for queueSort, expected one, such as PrioritySort");
    }
    if (!points.contains(ExtensionPoint.BIND)) {
      refuse(path, "found no plugin for bind, expected one or more, such as DefaultBinder");
    }
  }

  private void requireNew(Set<String> names, String name, String path, String what) {
    if (!names.add(name)) {
      refuse(path, "found '" + name + "' twice, expected one " + what + " of each name");
    }
  }

  private void warnIfGiven(String path, ReplayMode replay) {
    if (isGiven(path)) {
      warnings.add(
          "the scenario's field " + path + " has no effect in " + replay.label() + " runs");
    }
  }

  private boolean isGiven(String path) {
    YamlNode node = FieldPath.find(root, path);
    return node != null && !(node instanceof YamlNode.Scalar scalar && scalar.isNull());
  }

  private void refuse(String path, String message) {
    problems.add(FieldPath.locationOf(root, path), path, message);
  }
}
