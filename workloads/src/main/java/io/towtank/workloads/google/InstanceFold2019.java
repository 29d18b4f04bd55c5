package io.towtank.workloads.google;

import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorRequirement.Operator;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.parts.RowFold;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows instances in the order of time. With alloc sets as reservations, the instances of an
 * alloc set are pods and what runs inside them is left out; otherwise it is the other way round.
 * What is known of a collection is forgotten when it ends: no instance is submitted after that.
 */
final class InstanceFold2019 implements RowFold {
  static final String DEDICATED = "instance of a dedicated machine";
  static final String IN_ALLOC = "runs inside an alloc set that is a pod";
  static final String ALLOC_SET = "alloc set: not asked for";
  static final String NO_TYPE = "type of event not known";

  static final String LIMIT = "collection: more than one instance on a machine or switch: no limit";
  static final String AFTER_OTHERS = "collection: starts after others: not kept";

  private final boolean allocsAreReservations;
  private final TaskHistory history;
  private final TraceAccounts accounts;

  /** Of collections that have not ended. */
  private final Map<Long, TaskEvent.Ties> tiesByCollection = new HashMap<>();

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
    byte origin = bytes.get();
    if (origin == InstanceRows2019.COLLECTION) {
      take(CollectionRows2019.Collection.of(bytes));
      return null;
    }
    String reason = reason(origin);
    if (reason == null && !bytes.hasRemaining()) {
      reason = NO_TYPE;
    }
    if (reason != null) {
      accounts.drop(reason);
      return null;
    }
    TaskEvent event = RowBytes.event(bytes);
    TaskEvent.Ties ties = tiesByCollection.getOrDefault(event.job(), TaskEvent.Ties.NONE);
    return history.take(event.with(ties, constraints(bytes)), place);
  }

  private void take(CollectionRows2019.Collection collection) {
    if (collection.ends()) {
      tiesByCollection.remove(collection.id());
    } else if (tiesByCollection.put(collection.id(), collection.ties()) == null) {
      if (collection.perMachine() > 1 || collection.perSwitch() > 1) {
        accounts.repair(LIMIT);
      }
      if (collection.startsAfterOthers()) {
        accounts.repair(AFTER_OTHERS);
      }
    }
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
