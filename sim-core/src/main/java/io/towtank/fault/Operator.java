package io.towtank.fault;

import io.towtank.api.ApiServer;
import io.towtank.api.WriteResult;
import io.towtank.kernel.Mailbox;
import io.towtank.kernel.Message;
import io.towtank.kernel.Phase;
import io.towtank.kernel.Simulation;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.Taint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The person who runs the cluster, with {@code kubectl}: cordons nodes and taints them. A write
 * that the API does not take is tried again every 5 s until it does, or until the person wishes
 * something else.
 */
public final class Operator {
  /** Between two tries of a write. */
  static final long RETRY_NANOS = 5_000_000_000L;

  private static final String EXISTENCE = "existence";

  private record Retry() implements Message {
    @Override
    public long fingerprint() {
      return 1;
    }
  }

  /**
   * A change of one aspect of one node; a later wish replaces an earlier one of the same aspect.
   */
  private record Aspect(String node, String what) {}

  private final Simulation simulation;
  private final ApiServer api;
  private final Mailbox<Retry> mailbox;
  private final Map<Aspect, Supplier<WriteResult.Code>> pending = new LinkedHashMap<>();
  private final Holds<String> cordons = new Holds<>();
  private final Holds<Aspect> taints = new Holds<>();
  private boolean isRetrying;

  Operator(Simulation simulation, ApiServer api) {
    this.simulation = simulation;
    this.api = api;
    mailbox = simulation.mailbox("operator", Phase.CONTROL, retry -> retryAll());
  }

  /** Cordons a node, as {@code kubectl cordon} does: nothing new is scheduled to it. */
  public void cordon(String node) {
    if (cordons.add(node)) {
      write(new Aspect(node, "cordon"), stored -> cordoned(stored, true));
    }
  }

  /** Takes back one {@link #cordon}; the last one uncordons the node. */
  public void uncordon(String node) {
    if (cordons.remove(node)) {
      write(new Aspect(node, "cordon"), stored -> cordoned(stored, false));
    }
  }

  private Node cordoned(Node node, boolean isCordoned) {
    return node.unschedulable() == isCordoned
        ? node
        : node.toBuilder().unschedulable(isCordoned).build();
  }

  /** Taints a node. */
  public void taint(String node, Taint taint) {
    Aspect aspect = new Aspect(node, taint.toString());
    if (taints.add(aspect)) {
      Taint added = new Taint(taint.key(), taint.value(), taint.effect(), simulation.now());
      write(aspect, stored -> stored.taints().contains(added) ? stored : stored.withTaint(added));
    }
  }

  /** Takes back one {@link #taint}; the last one removes the taint. */
  public void untaint(String node, Taint taint) {
    Aspect aspect = new Aspect(node, taint.toString());
    if (taints.remove(aspect)) {
      write(
          aspect,
          stored ->
              stored.taints().contains(taint)
                  ? stored.withoutTaint(taint.key(), taint.effect())
                  : stored);
    }
  }

  /** Changes a node's description otherwise. */
  void change(String node, String what, UnaryOperator<Node> change) {
    write(new Aspect(node, what), change);
  }

  /** Creates a node, unless there is one of its name. */
  void ensure(Node node) {
    write(
        new Aspect(node.name(), EXISTENCE),
        () ->
            api.nodes().get(node.name()) == null
                ? api.nodes().create(node).code()
                : WriteResult.Code.OK);
  }

  /** Deletes a node. */
  void delete(String node) {
    write(new Aspect(node, EXISTENCE), () -> api.nodes().delete(node).code());
  }

  /** How long a pod has to end: its own grace, unless another is given. */
  static long graceNanos(Pod pod, long givenNanos) {
    return givenNanos < 0 ? pod.spec().terminationGraceNanos() : givenNanos;
  }

  /** How many writes wait for the API. */
  public int pendingWrites() {
    return pending.size();
  }

  private void write(Aspect aspect, UnaryOperator<Node> change) {
    write(aspect, () -> api.nodes().update(aspect.node(), change).code());
  }

  private void write(Aspect aspect, Supplier<WriteResult.Code> request) {
    pending.remove(aspect);
    if (request.get() == WriteResult.Code.UNAVAILABLE) {
      pending.put(aspect, request);
      if (!isRetrying) {
        isRetrying = true;
        mailbox.sendAfter(RETRY_NANOS, new Retry());
      }
    }
  }

  private void retryAll() {
    isRetrying = false;
    for (Aspect aspect : new ArrayList<>(pending.keySet())) {
      Supplier<WriteResult.Code> request = pending.get(aspect);
      if (request != null) {
        write(aspect, request);
      }
    }
  }
}
