package io.towtank.workloads.google;

import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorRequirement.Operator;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.parts.RowFold;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows instances in the order of time. With alloc sets as reservations, the instances of an
 * alloc set are pods and what runs inside them is left out; otherwise it is the other way round.
 */
final class InstanceFold2019 implements RowFold {
  static final String DEDICATED = "instance of a dedicated machine";
  static final String IN_ALLOC = "runs inside an alloc set that is a pod";
  static final String ALLOC_SET = "alloc set: not asked for";
  static final String NO_TYPE = "type of event not known";

  private final boolean allocsAreReservations;
  private final TaskHistory history;
  private final TraceAccounts accounts;

  /**
   * Follows rows that have not been counted.
   *
   * @param notes of all parts
   */
  InstanceFold2019(
      boolean allocsAreReservations,
      TaskHistory history,
      List<byte[]> notes,
      TraceAccounts accounts) {
    this.allocsAreReservations = allocsAreReservations;
    this.history = history;
    this.accounts = accounts;
    for (byte[] note : notes) {
      ByteBuffer lastMicros = ByteBuffer.wrap(note);
      for (byte origin = 0; origin < InstanceRows2019.ORIGINS; origin++) {
        long micros = lastMicros.getLong();
        if (reason(origin) == null) {
          history.endsAt(micros);
        }
      }
    }
  }

  @Override
  public @Nullable PodBatch take(int part, long place, byte[] row) {
    ByteBuffer bytes = ByteBuffer.wrap(row);
    String reason = reason(bytes.get());
    if (reason == null && !bytes.hasRemaining()) {
      reason = NO_TYPE;
    }
    if (reason != null) {
      accounts.drop(reason);
      return null;
    }
    TaskEvent event = RowBytes.event(bytes);
    return history.take(event.with(constraints(bytes)), place);
  }

  @Override
  public @Nullable PodBatch remaining() {
    return history.remaining();
  }

  @Override
  public long placeOfRemaining() {
    return history.placeOfRemaining();
  }

  /** Why nothing is made of instances of this origin; null if something is. */
  private @Nullable String reason(byte origin) {
    return switch (origin) {
      case InstanceRows2019.DEDICATED -> DEDICATED;
      case InstanceRows2019.ALLOC_SET -> allocsAreReservations ? null : ALLOC_SET;
      case InstanceRows2019.IN_ALLOC -> allocsAreReservations ? IN_ALLOC : null;
      default -> null;
    };
  }

  private static List<NodeSelectorRequirement> constraints(ByteBuffer bytes) {
    List<NodeSelectorRequirement> constraints = new ArrayList<>();
    while (bytes.hasRemaining()) {
      Operator operator = TaskRows2011.OPERATORS.get(bytes.get());
      String name = RowBytes.text(bytes);
      String value = RowBytes.text(bytes);
      constraints.add(Attributes.require(name, operator, value));
    }
    return constraints;
  }
}
