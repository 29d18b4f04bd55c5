package io.towtank.workloads.google;

import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.NodeAffinity;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodAffinity;
import io.towtank.model.PodAffinityTerm;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.network.Topology;
import io.towtank.workloads.input.SpecCache;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the pods of attempts of tasks; what like ones have in common is made once. */
final class TaskPods {
  private static final int ATTEMPT_RADIX = 36;
  private static final String JOB_LABEL = "job";

  private final long cpuMillis;
  private final long memoryBytes;
  private final SpecCache specs = new SpecCache();

  TaskPods(long cpuMillis, long memoryBytes) {
    this.cpuMillis = cpuMillis;
    this.memoryBytes = memoryBytes;
  }

  Pod pod(TaskTable.Task task, long durationNanos) {
    TaskEvent.Terms terms = task.terms;
    TaskEvent.Ties ties = terms.ties();
    Shape shape =
        new Shape(
            task.request,
            terms.priority(),
            ties.isApart() ? task.job.id : -1,
            ties.apartByMachine(),
            ties.apartByRack(),
            task.constraints);
    String name = task.job.owner.name() + "-" + task.index;
    if (task.submittedMicros >= TaskHistory.BEGIN_MICROS) {
      // Tells attempts apart without a memory of all tasks that there ever were.
      name += "-" + Long.toString(task.submittedMicros - TaskHistory.BEGIN_MICROS, ATTEMPT_RADIX);
    }
    return Pod.builder(name, specs.get(shape, () -> spec(shape)))
        .labels(task.job.labels(terms))
        .owner(task.job.owner)
        .durationNanos(durationNanos)
        .build();
  }

  private PodSpec spec(Shape shape) {
    PodSpec.Builder spec =
        PodSpec.builder()
            .requests(
                ResourceList.of(
                    StrictMath.round(Math.max(0, shape.request.cpus()) * cpuMillis),
                    StrictMath.round(Math.max(0, shape.request.memory()) * memoryBytes)))
            .priority(shape.priority);
    if (!shape.constraints.isEmpty()) {
      NodeSelectorTerm term =
          NodeSelectorTerm.ofLabels(shape.constraints.toArray(NodeSelectorRequirement[]::new));
      spec.nodeAffinity(new NodeAffinity(List.of(term), List.of()));
    }
    if (shape.apartJob >= 0) {
      LabelSelector siblings =
          LabelSelector.ofLabels(Labels.of(JOB_LABEL, "job-" + shape.apartJob));
      List<PodAffinityTerm> terms = new ArrayList<>();
      if (shape.apartByMachine) {
        terms.add(PodAffinityTerm.of(siblings, Labels.HOSTNAME));
      }
      if (shape.apartByRack) {
        terms.add(PodAffinityTerm.of(siblings, Topology.RACK_LABEL));
      }
      spec.podAntiAffinity(new PodAffinity(terms, List.of()));
    }
    return spec.build();
  }

  /** What the pods of a job have in common. */
  static final class Job {
    private final long id;
    private final OwnerReference owner;
    private @Nullable Labels labels;
    private int priority;
    private int schedulingClass;
    private long parent;

    Job(long id) {
      this.id = id;
      owner = new OwnerReference("Job", "job-" + id);
    }

    long id() {
      return id;
    }

    private Labels labels(TaskEvent.Terms terms) {
      Labels known = labels;
      if (known != null
          && terms.priority() == priority
          && terms.schedulingClass() == schedulingClass
          && terms.ties().parent() == parent) {
        return known;
      }
      priority = terms.priority();
      schedulingClass = terms.schedulingClass();
      parent = terms.ties().parent();
      SortedMap<String, String> map = new TreeMap<>();
      map.put(JOB_LABEL, owner.name());
      map.put("priority", Integer.toString(priority));
      map.put("scheduling-class", Integer.toString(schedulingClass));
      if (parent > 0) {
        map.put("parent", "job-" + parent);
      }
      Labels made = Labels.of(map);
      labels = made;
      return made;
    }
  }

  private record Shape(
      TaskEvent.Request request,
      int priority,
      long apartJob,
      boolean apartByMachine,
      boolean apartByRack,
      List<NodeSelectorRequirement> constraints) {}
}
