package io.towtank.scenarios.load;

import io.towtank.fault.FaultArgs;
import io.towtank.fault.FaultFactory;
import io.towtank.fault.FaultField;
import io.towtank.scenarios.binding.FurtherFields;
import io.towtank.scenarios.spec.ActionSpec;
import io.towtank.scenarios.spec.FaultSpec;
import io.towtank.scenarios.spec.LinkSpec;
import io.towtank.scenarios.spec.NetworkSpec;
import io.towtank.scenarios.spec.ScenarioSpec;
import io.towtank.scenarios.yaml.FieldPath;
import io.towtank.scenarios.yaml.Problems;
import io.towtank.scenarios.yaml.YamlNode;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import io.towtank.workloads.ReplayMode;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What must hold between the fields that make up the whole loop. */
final class LoopChecks {
  private static final List<String> FAULT_FIELDS =
      Arrays.stream(FaultSpec.class.getRecordComponents())
          .filter(component -> component.getType() != FurtherFields.class)
          .map(RecordComponent::getName)
          .toList();

  private final YamlNode root;
  private final Problems problems;

  LoopChecks(YamlNode root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  /** Files that make up what happens, besides the scenario's. */
  static List<Path> files(ScenarioSpec spec) {
    List<Path> files = new ArrayList<>(spec.cluster().objects());
    if (spec.cluster().machineEvents() != null) {
      files.add(spec.cluster().machineEvents().path());
    }
    for (FaultSpec fault : spec.faults()) {
      if (fault.trace() != null) {
        files.add(fault.trace());
      }
    }
    for (ActionSpec action : spec.actions()) {
      if (action.apply() != null) {
        files.add(action.apply());
      }
    }
    return files;
  }

  void check(ScenarioSpec spec) {
    if (!spec.isWholeLoop()) {
      return;
    }
    if (spec.workload().replay() == ReplayMode.ARRIVAL_ONLY) {
      refuse(
          "workload.replay",
          "found arrival-only, expected timed: in the whole loop pods start, end and are moved");
    }
    if (!spec.workload().startDelay().isZero()) {
      refuse(
          "workload.startDelay",
          "found it in the whole loop, expected kubelet.containerStart: kubelets start the pods");
    }
    checkLinks(spec.network());
    Set<String> names = new TreeSet<>();
    Map<String, FaultFactory> factories = Services.faults();
    for (int i = 0; i < spec.faults().size(); i++) {
      FaultSpec fault = spec.faults().get(i);
      String path = FieldPath.item("faults", i);
      String name = fault.name();
      if (name != null && !names.add(name)) {
        refuse(
            path + ".name", "found '" + Shown.plain(name) + "' twice, expected one of each name");
      }
      FaultFactory factory = factories.get(fault.fault());
      if (factory != null) {
        checkFields(path, fault, factory.fields());
      }
      if (fault.every() != null && fault.every().until() == null && spec.horizon() == null) {
        refuse(
            path + ".every",
            "found no until and no horizon, expected one of them, or the run would never end");
      }
    }
  }

  private void checkLinks(@Nullable NetworkSpec network) {
    if (network == null) {
      return;
    }
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < network.links().size(); i++) {
      LinkSpec link = network.links().get(i);
      if (!names.add(link.toModel().name())) {
        refuse(
            FieldPath.item("network.links", i),
            "found '" + link.toModel().name() + "' twice, expected one link of each name");
      }
    }
  }

  private void checkFields(String path, FaultSpec fault, List<FaultField> fields) {
    List<String> legal = new ArrayList<>(FAULT_FIELDS);
    fields.forEach(field -> legal.add(field.name()));
    for (Map.Entry<String, Object> given : fault.fields().values().entrySet()) {
      String fieldPath = FieldPath.field(path, given.getKey());
      if (!legal.contains(given.getKey())) {
        refuse(
            fieldPath,
            "unknown field "
                + Shown.quoted(given.getKey())
                + " of "
                + fault.fault()
                + NearestName.hint(given.getKey(), legal));
        continue;
      }
      try {
        FaultArgs.of(fields, Map.of(given.getKey(), given.getValue()));
      } catch (IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        String prefix = given.getKey() + ": ";
        refuse(
            fieldPath, message.startsWith(prefix) ? message.substring(prefix.length()) : message);
      }
    }
  }

  private void refuse(String path, String message) {
    problems.add(FieldPath.locationOf(root, path), path, message);
  }
}
