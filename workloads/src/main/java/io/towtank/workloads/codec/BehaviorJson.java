package io.towtank.workloads.codec;

import io.towtank.model.Pod;
import io.towtank.model.PodBehavior;
import io.towtank.model.PodBehavior.FailureModel;
import tools.jackson.databind.node.ObjectNode;

/** What a pod's containers do, but for how long they run; empty for the usual. */
final class BehaviorJson {
  private BehaviorJson() {}

  static String write(PodBehavior behavior) {
    if (behavior.isPlain()) {
      return "";
    }
    ObjectNode node = JsonText.object();
    JsonText.putSeconds(node, "startupSeconds", behavior.startupNanos());
    JsonText.putSeconds(node, "readinessSeconds", behavior.readinessNanos());
    JsonText.putSeconds(node, "checkpointSeconds", behavior.checkpointNanos());
    FailureModel failure = behavior.failure();
    if (!failure.equals(FailureModel.NONE)) {
      ObjectNode child = node.putObject("failure");
      child.put("exitCode", failure.exitCode());
      if (failure.afterNanos() != Pod.NEVER) {
        JsonText.putSeconds(child, "afterSeconds", failure.afterNanos());
      }
      child.put("failingRuns", failure.failingRuns());
    }
    return JsonText.write(node);
  }

  static PodBehavior read(String text) {
    return text.isEmpty()
        ? PodBehavior.DEFAULT
        : JsonFields.parse(text)
            .read(
                fields ->
                    new PodBehavior(
                        Pod.NEVER,
                        fields.nanosOfSeconds("startupSeconds", 0),
                        fields.nanosOfSeconds("readinessSeconds", 0),
                        fields.object("failure", FailureModel.NONE, BehaviorJson::failure),
                        fields.nanosOfSeconds("checkpointSeconds", 0)));
  }

  private static FailureModel failure(JsonFields fields) {
    return new FailureModel(
        (int) fields.integer("exitCode", 0, 0, 255),
        fields.nanosOfSeconds("afterSeconds", Pod.NEVER),
        (int) fields.integer("failingRuns", 0, FailureModel.ALL, Integer.MAX_VALUE));
  }
}
