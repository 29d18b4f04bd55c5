package io.towtank.workloads.google;

import io.towtank.model.NodeSelectorRequirement;
import java.util.List;

/**
 * Something that happens to a task, in the terms of both traces.
 *
 * @param micros time of the trace
 * @param kind what happens
 * @param job id of its job, in 2019 its collection
 * @param index number in its job
 * @param terms what it is to run with
 * @param constraints what its machine must have
 */
record TaskEvent(
    long micros,
    Kind kind,
    long job,
    long index,
    Terms terms,
    List<NodeSelectorRequirement> constraints) {
  /** The same with these constraints. */
  TaskEvent with(List<NodeSelectorRequirement> others) {
    return with(terms.ties, others);
  }

  /** The same with these ties and constraints. */
  TaskEvent with(Ties otherTies, List<NodeSelectorRequirement> others) {
    return otherTies.equals(terms.ties) && others.isEmpty() && constraints.isEmpty()
        ? this
        : new TaskEvent(micros, kind, job, index, terms.with(otherTies), others);
  }

  /**
   * What is the same in many events.
   *
   * @param request what the task asks for; a part that is not said is below 0
   * @param priority as the trace has it
   * @param schedulingClass from 0, best effort, to 3, most sensitive to latency
   * @param ties to others of its job, and to another job
   */
  record Terms(Request request, int priority, int schedulingClass, Ties ties) {
    /** The same with other ties. */
    private Terms with(Ties others) {
      return others.equals(ties) ? this : new Terms(request, priority, schedulingClass, others);
    }
  }

  /**
   * What a task has to do with other tasks.
   *
   * @param apartByMachine whether no two tasks of the job may be on one machine
   * @param apartByRack whether no two tasks of the job may be at one switch
   * @param parent the job that its job is a child of; 0 for none
   */
  record Ties(boolean apartByMachine, boolean apartByRack, long parent) {
    static final Ties NONE = new Ties(false, false, 0);
    static final Ties APART_BY_MACHINE = new Ties(true, false, 0);

    boolean isApart() {
      return apartByMachine || apartByRack;
    }
  }

  /** What happens. */
  enum Kind {
    /** It is handed in. */
    SUBMIT,
    /** It waits or may be scheduled: nothing that matters here. */
    WAIT,
    /** It begins to run. */
    SCHEDULE,
    /** It is taken off its machine, to be scheduled again. */
    EVICT,
    /** It ends, in one way or another. */
    END,
    /** Its request changes before it runs. */
    UPDATE_PENDING,
    /** Its request changes while it runs. */
    UPDATE_RUNNING
  }

  /**
   * What a task asks for, as shares of the largest machine.
   *
   * @param cpus of CPU; below 0 if it is not said
   * @param memory of memory; below 0 if it is not said
   */
  record Request(double cpus, double memory) {
    static final Request UNKNOWN = new Request(-1, -1);

    boolean isKnown() {
      return cpus >= 0 && memory >= 0;
    }

    /** The same with what is not said taken from another. */
    Request or(Request other) {
      return isKnown()
          ? this
          : new Request(cpus < 0 ? other.cpus : cpus, memory < 0 ? other.memory : memory);
    }
  }
}
