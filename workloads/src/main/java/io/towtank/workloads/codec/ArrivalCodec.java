package io.towtank.workloads.codec;

import io.towtank.model.Labels;
import io.towtank.model.Pod;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodPhase;
import io.towtank.model.PodSpec;
import io.towtank.model.RunStatus;
import io.towtank.model.WorkflowTask;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * The parts of an arriving pod that are not plain values, as text and back; an empty text stands
 * for the usual. What repeats is worked out once, and shared by all pods that have it.
 */
public final class ArrivalCodec {
  private final BoundedCache<PodSpec, String> textBySpec = new BoundedCache<>(PodSpecJson::write);
  private final BoundedCache<String, PodSpec> specByText = new BoundedCache<>(PodSpecJson::read);
  private final BoundedCache<Labels, String> textByLabels =
      new BoundedCache<>(labels -> JsonText.write(AmountJson.of(labels)));
  private final BoundedCache<String, Labels> labelsByText =
      new BoundedCache<>(text -> JsonFields.parse(text).read(AmountJson::labels));
  private final BoundedCache<String, PodBehavior> behaviorByText =
      new BoundedCache<>(BehaviorJson::read);
  private final BoundedCache<List<String>, String> textByNames =
      new BoundedCache<>(ArrivalCodec::write);
  private final BoundedCache<String, Before> beforeByText = new BoundedCache<>(ArrivalCodec::read);

  /**
   * Makes sure that a pod is as it arrives, so that nothing of it is lost.
   *
   * @throws IllegalArgumentException if it has a place or a past
   */
  public static void requireNew(Pod pod) {
    if (pod.isBound()
        || pod.phase() != PodPhase.PENDING
        || pod.isTerminating()
        || pod.createdNanos() != Pod.NEVER
        || pod.startedNanos() != Pod.NEVER
        || !pod.nominatedNodeName().isEmpty()
        || !pod.devices().isEmpty()
        || !pod.reason().isEmpty()
        || !pod.runStatus().equals(RunStatus.INITIAL)) {
      throw new IllegalArgumentException("pod " + pod.key() + " has been in a cluster before");
    }
  }

  /** A spec's text. */
  public String text(PodSpec spec) {
    return textBySpec.get(spec);
  }

  /** The spec of a text. */
  public PodSpec spec(String text) {
    return specByText.get(text);
  }

  /** Text of labels. */
  public String text(Labels labels) {
    return labels.size() == 0 ? "" : textByLabels.get(labels);
  }

  /** Labels of a text. */
  public Labels labels(String text) {
    return text.isEmpty() ? Labels.EMPTY : labelsByText.get(text);
  }

  /** Text of a behaviour without its duration. */
  public String text(PodBehavior behavior) {
    return BehaviorJson.write(behavior);
  }

  /** The behaviour of a text. */
  public PodBehavior behavior(String text, long durationNanos) {
    return (text.isEmpty() ? PodBehavior.DEFAULT : behaviorByText.get(text))
        .withDurationNanos(durationNanos);
  }

  /**
   * Text of what a task waits for: names of tasks; ahead of them the delay if there is one, and
   * ahead of all {@code true} if the task is continued.
   */
  public String textOfPredecessors(WorkflowTask task) {
    if (task.delayNanos() > 0 || task.continued()) {
      ArrayNode array = JsonText.array();
      if (task.continued()) {
        array.add(true);
      }
      if (task.delayNanos() > 0) {
        array.add(task.delayNanos());
      }
      task.predecessors().forEach(array::add);
      return JsonText.write(array);
    }
    return task.predecessors().isEmpty() ? "" : textByNames.get(task.predecessors());
  }

  /**
   * A task.
   *
   * @param predecessors the text of what it waits for
   */
  public WorkflowTask task(String workflow, String name, int pods, String predecessors) {
    Before before = predecessors.isEmpty() ? Before.NOTHING : beforeByText.get(predecessors);
    return new WorkflowTask(
        workflow, name, pods, before.names, before.delayNanos, before.continued);
  }

  private static String write(List<String> names) {
    ArrayNode array = JsonText.array();
    names.forEach(array::add);
    return JsonText.write(array);
  }

  private static Before read(String text) {
    List<String> names = new ArrayList<>();
    long delayNanos = 0;
    boolean continued = false;
    for (JsonNode each : JsonText.parse(text)) {
      if (each.isIntegralNumber() && names.isEmpty()) {
        delayNanos = each.longValue();
      } else if (each.isBoolean() && names.isEmpty()) {
        continued = each.booleanValue();
      } else {
        names.add(each.stringValue());
      }
    }
    return new Before(List.copyOf(names), delayNanos, continued);
  }

  /** What a task waits for. */
  private record Before(List<String> names, long delayNanos, boolean continued) {
    private static final Before NOTHING = new Before(List.of(), 0, false);
  }
}
