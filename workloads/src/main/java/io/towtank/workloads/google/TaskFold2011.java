package io.towtank.workloads.google;

import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorRequirement.Operator;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.parts.RowFold;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows the tasks of some jobs, as {@link TaskEvents2011} follows those of all: constraints,
 * which come first, are a task's from the time on at which reading both tables in step would have
 * come upon them.
 */
final class TaskFold2011 implements RowFold {
  private final TaskHistory history;

  /** How far reading of a part's table has come before the part. */
  private final long[] reachedMicros;

  private final Map<TaskConstraints2011.Task, List<Constraint>> constraints = new HashMap<>();

  TaskFold2011(TaskHistory history, List<byte[]> notes) {
    this.history = history;
    reachedMicros = new long[notes.size()];
    long constraintsReached = Long.MIN_VALUE;
    long eventsReached = Long.MIN_VALUE;
    for (int part = 0; part < notes.size(); part++) {
      TaskRows2011.Note note = TaskRows2011.Note.of(notes.get(part));
      reachedMicros[part] = note.isConstraints() ? constraintsReached : eventsReached;
      if (note.isConstraints()) {
        constraintsReached = Math.max(constraintsReached, note.reachedMicros());
      } else {
        eventsReached = Math.max(eventsReached, note.reachedMicros());
        history.endsAt(note.lastMicros());
      }
    }
  }

  @Override
  public @Nullable PodBatch take(int part, long place, byte[] row) {
    ByteBuffer bytes = ByteBuffer.wrap(row);
    byte kind = bytes.get();
    long reached = Math.max(reachedMicros[part], bytes.getLong());
    if (kind == TaskRows2011.CONSTRAINT) {
      addConstraint(reached, bytes);
      return null;
    }
    return history.take(event(reached, bytes), place);
  }

  @Override
  public @Nullable PodBatch remaining() {
    return history.remaining();
  }

  @Override
  public long placeOfRemaining() {
    return history.placeOfRemaining();
  }

  private void addConstraint(long reached, ByteBuffer bytes) {
    TaskConstraints2011.Task task = new TaskConstraints2011.Task(bytes.getLong(), bytes.getLong());
    Operator operator = TaskRows2011.OPERATORS.get(bytes.get());
    String attribute = RowBytes.text(bytes);
    String value = RowBytes.text(bytes);
    constraints
        .computeIfAbsent(task, unused -> new ArrayList<>(2))
        .add(new Constraint(reached, Attributes.require(attribute, operator, value)));
  }

  private TaskEvent event(long reached, ByteBuffer bytes) {
    TaskEvent event = RowBytes.event(bytes);
    return event.kind() == TaskEvent.Kind.SUBMIT
        ? event.with(constraints(event.job(), event.index(), reached))
        : event;
  }

  private List<NodeSelectorRequirement> constraints(long job, long index, long reached) {
    TaskConstraints2011.Task task = new TaskConstraints2011.Task(job, index);
    List<Constraint> known = constraints.remove(task);
    if (known == null) {
      return List.of();
    }
    int count = 0;
    while (count < known.size() && known.get(count).reachedMicros <= reached) {
      count++;
    }
    if (count < known.size()) {
      constraints.put(task, new ArrayList<>(known.subList(count, known.size())));
    }
    return known.subList(0, count).stream().map(Constraint::requirement).toList();
  }

  private record Constraint(long reachedMicros, NodeSelectorRequirement requirement) {}
}
