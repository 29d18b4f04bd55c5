package io.towtank.workloads.tow;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Columns of a workload file, and the kinds of its rows. */
final class TowSchema {
  static final String KIND = "kind";
  static final String TIME = "time_nanos";
  static final String NAMESPACE = "namespace";
  static final String NAME = "name";
  static final String LABELS = "labels";
  static final String SPEC = "spec";
  static final String DURATION = "duration_nanos";
  static final String PRIORITY = "priority";
  static final String PREEMPTION = "preemption_policy";
  static final String BEHAVIOR = "behavior";
  static final String OWNER_KIND = "owner_kind";
  static final String OWNER_NAME = "owner_name";
  static final String OWNER_UID = "owner_uid";
  static final String WORKFLOW = "workflow";
  static final String TASK = "task";
  static final String TASK_PODS = "task_pods";
  static final String PREDECESSORS = "task_predecessors";

  /** A machine that is there at the start. */
  static final String NODE = "Node";

  /** A machine that is not there at the start. */
  static final String NODE_AWAY = "NodeAway";

  /** A pod's arrival; in the order of texts this comes after all other kinds. */
  static final String POD = "Pod";

  /** Beginning of the kinds of machine events: what follows is the event's own kind. */
  static final String MACHINE = "Machine";

  static final MessageType TYPE =
      MessageTypeParser.parseMessageType(
          """
          message towtank_workload {
            required binary kind (ENUM);
            required int64 time_nanos;
            optional binary namespace (STRING);
            required binary name (STRING);
            optional binary labels (JSON);
            optional binary spec (JSON);
            optional int64 duration_nanos;
            optional int32 priority;
            optional binary preemption_policy (ENUM);
            optional binary behavior (JSON);
            optional binary owner_kind (STRING);
            optional binary owner_name (STRING);
            optional int64 owner_uid;
            optional binary workflow (STRING);
            optional binary task (STRING);
            optional int32 task_pods;
            optional binary task_predecessors (JSON);
          }
          """);

  private TowSchema() {}
}
