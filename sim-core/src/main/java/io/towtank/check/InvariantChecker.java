package io.towtank.check;

import io.towtank.api.ApiServer;
import io.towtank.api.Watcher;
import io.towtank.kernel.Simulation;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodPhase;
import io.towtank.record.RunSummary.Accounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Watches the API and keeps books of its own on what must always hold:
 *
 * <ul>
 *   <li>no node holds more than it has, of any resource, pods and single devices included;
 *   <li>a pod holds just the devices that it asks for;
 *   <li>a pod is bound once, to one node that exists or did, and keeps it;
 *   <li>a pod has one owner: it may lose it or be adopted, but nobody takes it from another;
 *   <li>phases, times and versions go forward; uids and keys are unique;
 *   <li>no pod is lost: created = live + deleted, and the accounts of the run say the same.
 * </ul>
 *
 * <p>To be made before anything is created. It sends no messages and writes nothing, so a run goes
 * the same with it and without. A violation is thrown as {@link InvariantViolation} from within the
 * event that causes it.
 *
 * <p>A node that comes back or shrinks under pods bound to it is let be until they fit again.
 */
public final class InvariantChecker {
  private static final int CHANGES_BETWEEN_REVIEWS_MIN = 16;

  private final Simulation simulation;
  private final ApiServer api;
  private final CheckLevel level;
  private final List<Invariant> invariants = new ArrayList<>();
  private final Map<String, NodeBooks> nodes = new HashMap<>();
  private final Set<String> nodesGone = new HashSet<>();
  private final Map<String, Pod> pods = new HashMap<>();
  private long created;
  private long deleted;
  private long succeeded;
  private long failed;
  private long lastUid;
  private long lastNanos;
  private long changesSinceReview;
  private long changesBetweenReviews = CHANGES_BETWEEN_REVIEWS_MIN;

  /** Begins to watch, unless the level is {@link CheckLevel#OFF}. */
  public InvariantChecker(Simulation simulation, ApiServer api, CheckLevel level) {
    this.simulation = simulation;
    this.api = api;
    this.level = level;
    if (level != CheckLevel.OFF) {
      api.nodes().watch("check", 0, new NodeWatcher());
      api.pods().watch("check", 0, new PodWatcher());
    }
  }

  /** Plugs in an invariant of another component, e.g. that its cache agrees with the store. */
  public void add(Invariant invariant) {
    invariants.add(invariant);
  }

  /**
   * To be called between events: where the level is {@link CheckLevel#FULL} and enough has changed,
   * reviews everything.
   */
  public void betweenEvents() {
    if (level == CheckLevel.FULL && changesSinceReview >= changesBetweenReviews) {
      review();
    }
  }

  /**
   * Checks what must hold at the end of a run, the plugged-in invariants included. To be called
   * between events; does nothing where the level is {@link CheckLevel#OFF}.
   */
  public void finish(Accounts accounts) {
    if (level == CheckLevel.OFF) {
      return;
    }
    review();
    long now = simulation.now();
    AccountsCheck.check(accounts, now);
    expect("pods submitted", created, accounts.podsSubmitted());
    expect("pods succeeded", succeeded, accounts.podsSucceeded());
    expect("pods failed", failed, accounts.podsFailed());
    long running = pods.values().stream().filter(Pod::isActiveOnNode).count();
    expect("pods running", running, accounts.podsRunning());
  }

  private void expect(String what, long expected, long found) {
    if (expected != found) {
      throw new InvariantViolation(
          simulation.now(), "accounts: " + what, "" + expected, "" + found);
    }
  }

  private final class NodeWatcher implements Watcher<Node> {
    @Override
    public void onAdd(Node node) {
      changed();
      open(node);
    }

    @Override
    public void onUpdate(Node oldNode, Node node) {
      changed();
      NodeBooks books = books(node.name());
      if (books.isSameSize(node)) {
        books.update(node);
      } else {
        open(node);
      }
    }

    @Override
    public void onDelete(Node node) {
      changed();
      nodes.remove(node.name());
      nodesGone.add(node.name());
    }
  }

  private final class PodWatcher implements Watcher<Pod> {
    @Override
    public void onAdd(Pod pod) {
      long now = changed();
      created++;
      if (pod.uid() <= lastUid) {
        throw PodChecks.violation(pod, now, "a uid above " + lastUid, "" + pod.uid());
      }
      lastUid = pod.uid();
      Pod twin = pods.put(pod.key(), pod);
      if (twin != null) {
        throw PodChecks.violation(pod, now, "no other pod of this name", "uid " + twin.uid());
      }
      PodChecks.version(pod, now);
      countEnd(pod);
      if (pod.isActiveOnNode()) {
        bind(pod, now);
      }
    }

    @Override
    public void onUpdate(Pod oldPod, Pod pod) {
      long now = changed();
      Pod known = known(pod);
      PodChecks.step(known, pod, now);
      PodChecks.version(pod, now);
      pods.put(pod.key(), pod);
      if (!known.phase().isTerminal()) {
        countEnd(pod);
      }
      if (!known.isBound() && pod.isActiveOnNode()) {
        bind(pod, now);
      } else if (known.isActiveOnNode() && !pod.isActiveOnNode()) {
        unbind(pod, now);
      }
    }

    @Override
    public void onDelete(Pod pod) {
      long now = changed();
      Pod known = known(pod);
      pods.remove(pod.key());
      deleted++;
      if (known.isActiveOnNode()) {
        unbind(known, now);
      }
      if (!known.phase().isTerminal()) {
        failed++;
      }
    }
  }

  /** Opens new books on a node, with the pods that are bound to its name already. */
  private void open(Node node) {
    NodeBooks books = new NodeBooks(node);
    for (Pod pod : pods.values()) {
      if (pod.isActiveOnNode() && pod.nodeName().equals(node.name())) {
        books.book(pod, 1);
      }
    }
    books.tolerateExcess();
    nodes.put(node.name(), books);
  }

  private long changed() {
    changesSinceReview++;
    long now = simulation.now();
    if (now < lastNanos) {
      throw new InvariantViolation(now, "clock", "no earlier than " + lastNanos, "" + now);
    }
    lastNanos = now;
    return now;
  }

  private void countEnd(Pod pod) {
    if (pod.phase() == PodPhase.SUCCEEDED) {
      succeeded++;
    } else if (pod.phase() == PodPhase.FAILED) {
      failed++;
    }
  }

  private void bind(Pod pod, long nowNanos) {
    if (!nodes.containsKey(pod.nodeName())) {
      if (nodesGone.contains(pod.nodeName())) {
        return; // Its node went while it was on its way there, as in Kubernetes.
      }
      throw PodChecks.violation(pod, nowNanos, "a node that exists", pod.nodeName());
    }
    NodeBooks books = books(pod.nodeName());
    if (pod.boundNanos() == Pod.NEVER) {
      books.adopt(pod, nowNanos);
    } else {
      books.add(pod, nowNanos);
    }
  }

  private void unbind(Pod pod, long nowNanos) {
    NodeBooks books = nodes.get(pod.nodeName());
    if (books != null) {
      books.remove(pod, nowNanos);
    }
  }

  private Pod known(Pod pod) {
    Pod known = pods.get(pod.key());
    if (known == null) {
      throw PodChecks.violation(pod, simulation.now(), "a pod that was created", "no such pod");
    }
    return known;
  }

  private NodeBooks books(String node) {
    NodeBooks books = nodes.get(node);
    if (books == null) {
      throw new InvariantViolation(
          simulation.now(), "node " + node, "a node that was created", "no such node");
    }
    return books;
  }

  /** Works everything out anew from the store and compares. */
  private void review() {
    changesSinceReview = 0;
    changesBetweenReviews = Math.max(CHANGES_BETWEEN_REVIEWS_MIN, nodes.size() + pods.size());
    long now = simulation.now();
    expectStore("nodes", nodes.size(), api.nodes().size(), now);
    expectStore("pods created less deleted", created - deleted, api.pods().size(), now);
    expectStore("pods", pods.size(), api.pods().size(), now);
    Map<String, NodeBooks> anew = new HashMap<>();
    for (Node node : api.nodes().list()) {
      anew.put(node.name(), new NodeBooks(node));
    }
    for (Pod pod : api.pods().list()) {
      Pod known = known(pod);
      if (known.resourceVersion() != pod.resourceVersion()) {
        throw PodChecks.violation(
            pod, now, "version " + pod.resourceVersion(), "version " + known.resourceVersion());
      }
      PodChecks.version(pod, now);
      NodeBooks books = anew.get(pod.nodeName());
      if (books != null && pod.isActiveOnNode()) {
        books.book(pod, 1);
      }
    }
    for (Node node : api.nodes().list()) {
      NodeBooks kept = books(node.name());
      kept.checkEquals(anew.getOrDefault(node.name(), kept), now);
      kept.checkCapacity(now);
    }
    for (Invariant invariant : invariants) {
      invariant.check(now);
    }
  }

  private static void expectStore(String what, long kept, long stored, long nowNanos) {
    if (kept != stored) {
      throw new InvariantViolation(
          nowNanos, what, stored + " as in the store", kept + " by the changes told");
    }
  }
}
