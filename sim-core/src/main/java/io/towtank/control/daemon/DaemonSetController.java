package io.towtank.control.daemon;

import io.towtank.api.Watcher;
import io.towtank.api.WriteResult;
import io.towtank.control.ControlContext;
import io.towtank.control.PodClaims;
import io.towtank.control.PodNames;
import io.towtank.control.RevisionHistory;
import io.towtank.control.Triggers;
import io.towtank.control.WriteFailure;
import io.towtank.control.runtime.Controller;
import io.towtank.control.runtime.Outcome;
import io.towtank.control.runtime.Reconciler;
import io.towtank.model.ApiObject;
import io.towtank.model.ControllerRevision;
import io.towtank.model.DaemonSet;
import io.towtank.model.Node;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodTemplate;
import io.towtank.model.UpdateStrategy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps daemon sets. Their pods are tied to their nodes by affinity, and bound by the scheduler.
 * Source for the rules: Kubernetes v1.34, {@code pkg/controller/daemon}.
 */
public final class DaemonSetController implements Reconciler {
  /** Name of the controller. */
  public static final String NAME = "daemonset-controller";

  static final String KIND = "DaemonSet";

  /** Pods made or deleted in one go at most. Source: {@code daemon.BurstReplicas}. */
  private static final int BURST_MAX = 250;

  private final ControlContext context;
  private final PodClaims claims;
  private final PodNames names;
  private final RevisionHistory history;
  private final FailedPodBackoff backoff = new FailedPodBackoff();
  private final Map<String, DaemonPlacement> placements = new HashMap<>();
  private final Versions<Node> nodeVersions = new Versions<>(DaemonSetController::isOfNote);
  private final Versions<ControllerRevision> revisionVersions =
      new Versions<>((before, after) -> true);

  /** By daemon set of which nothing was to be done, what that followed from. */
  private final Map<String, Sources> inOrder = new HashMap<>();

  private final Controller controller;

  /** A controller that is stopped. */
  public DaemonSetController(ControlContext context) {
    this.context = context;
    claims = new PodClaims(context, KIND);
    names = new PodNames(context.simulation(), NAME);
    history = new RevisionHistory(context, KIND);
    controller = new Controller(context.simulation(), this);
    long delay = context.options().watchDelayNanos();
    context.api().daemonSets().watch(NAME, delay, Triggers.own(controller::enqueue));
    context
        .api()
        .pods()
        .watch(NAME, delay, Triggers.ofPods(KIND, this::selecting, controller::enqueue));
    context.api().nodes().watch(NAME + "/versions", 0, nodeVersions);
    context.api().controllerRevisions().watch(NAME + "/versions", 0, revisionVersions);
    context.api().nodes().watch(NAME, delay, new NodeChanges());
  }

  /** What a look at a daemon set follows from, unless time counts too. */
  private record Sources(
      long uid,
      long generation,
      int collisions,
      long podsVersion,
      long orphansVersion,
      long nodesVersion,
      long revisionsVersion) {}

  /** Counts changes of what all looks follow from. */
  private static final class Versions<T extends ApiObject<T>> implements Watcher<T> {
    private final BiPredicate<T, T> isOfNote;
    private long version;

    Versions(BiPredicate<T, T> isOfNote) {
      this.isOfNote = isOfNote;
    }

    @Override
    public void onAdd(T object) {
      version++;
    }

    @Override
    public void onUpdate(T oldObject, T newObject) {
      version += isOfNote.test(oldObject, newObject) ? 1 : 0;
    }

    @Override
    public void onDelete(T object) {
      version++;
    }
  }

  private Sources sources(DaemonSet set) {
    return new Sources(
        set.meta().uid(),
        set.meta().generation(),
        set.status().collisionCount(),
        context.pods().version(KIND, set.meta()),
        context.pods().orphansVersion(set.namespace()),
        nodeVersions.version,
        revisionVersions.version);
  }

  /** Nodes that come, go, or become fit or unfit. */
  private final class NodeChanges implements Watcher<Node> {
    @Override
    public void onAdd(Node node) {
      changed(null, node);
    }

    @Override
    public void onUpdate(Node oldNode, Node newNode) {
      if (isOfNote(oldNode, newNode)) {
        changed(oldNode, newNode);
      }
    }

    @Override
    public void onDelete(Node node) {
      changed(null, node);
    }

    private void changed(@Nullable Node before, Node node) {
      for (DaemonSet set : context.api().daemonSets().list()) {
        DaemonPlacement placement = placement(set);
        DaemonPlacement.Verdict verdict = placement.verdict(node);
        DaemonPlacement.Verdict was =
            before == null ? DaemonPlacement.Verdict.NONE : placement.verdict(before);
        if (verdict != was) {
          controller.enqueue(set.key());
        }
      }
    }
  }

  private static boolean isOfNote(Node before, Node after) {
    return !before.labels().equals(after.labels()) || !before.taints().equals(after.taints());
  }

  /** What runs it. */
  public Controller controller() {
    return controller;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Collection<String> keys() {
    return context.api().daemonSets().list().stream().map(DaemonSet::key).toList();
  }

  private List<String> selecting(Pod orphan) {
    List<String> keys = new ArrayList<>();
    for (DaemonSet set : context.api().daemonSets().list()) {
      if (set.namespace().equals(orphan.namespace())
          && set.spec().selector().matches(orphan.labels())) {
        keys.add(set.key());
      }
    }
    return keys;
  }

  private DaemonPlacement placement(DaemonSet set) {
    PodTemplate template = set.spec().template();
    DaemonPlacement known = placements.get(set.key());
    if (known != null && known.template().equals(template)) {
      return known;
    }
    DaemonPlacement placement = new DaemonPlacement(template);
    placements.put(set.key(), placement);
    return placement;
  }

  @Override
  public Outcome reconcile(String key) {
    DaemonSet set = context.api().daemonSets().get(key);
    if (set == null) {
      placements.remove(key);
      inOrder.remove(key);
      backoff.forget(key);
      return Outcome.DONE;
    }
    // It would have all pods of the namespace; Kubernetes leaves it alone, too.
    if (set.spec().selector().isEmpty() || set.meta().isDeleted()) {
      return Outcome.DONE;
    }
    if (sources(set).equals(inOrder.get(key))) {
      return Outcome.DONE; // Mostly it has just written the status.
    }
    inOrder.remove(key);
    try {
      return sync(set);
    } catch (WriteFailure e) {
      return Outcome.RETRY;
    }
  }

  private Outcome sync(DaemonSet set) throws WriteFailure {
    List<ControllerRevision> revisions = history.list(set, set.spec().selector());
    int collisions = set.status().collisionCount();
    PodTemplate template = set.spec().template();
    ControllerRevision current = history.current(set, template, revisions, collisions);
    while (current == null) {
      current = history.current(set, template, revisions, ++collisions);
    }
    String hash = String.valueOf(current.meta().labels().get(RevisionHistory.POD_LABEL));
    List<Pod> pods = claims.claim(set, set.spec().selector());
    if (pods == null) {
      return Outcome.RETRY;
    }
    DaemonNodes nodes = look(set, hash, pods);
    boolean isSurging =
        set.spec().updateStrategy() == UpdateStrategy.ROLLING_UPDATE
            && set.spec().maxSurge().scaledUp(nodes.desired()) > 0;
    DaemonManager manager =
        new DaemonManager(nodes, backoff, isSurging, context.simulation().now());
    boolean isDone = apply(set, hash, manager.missing(), manager.surplus());
    boolean isInOrder = manager.missing().isEmpty() && manager.surplus().isEmpty();
    boolean isQuiet = isInOrder;
    if (isDone
        && isInOrder
        && nodes.hasOldPods()
        && set.spec().updateStrategy() == UpdateStrategy.ROLLING_UPDATE) {
      DaemonUpdate update = new DaemonUpdate(nodes);
      isDone = apply(set, hash, update.surging(), update.obsolete());
      isQuiet = update.surging().isEmpty() && update.obsolete().isEmpty();
    }
    DaemonNodes after = isQuiet ? nodes : look(set, hash, context.pods().ownedBy(KIND, set.meta()));
    truncate(set, revisions, current);
    writeStatus(set, after.status(collisions));
    if (!isDone) {
      return Outcome.RETRY;
    }
    Outcome outcome = later(after.untilAvailable(), manager.waitNanos());
    DaemonSet stored = context.api().daemonSets().get(set.key());
    if (isQuiet && stored != null && outcome.equals(Outcome.DONE)) {
      inOrder.put(set.key(), sources(stored));
    }
    return outcome;
  }

  private DaemonNodes look(DaemonSet set, String hash, List<Pod> pods) {
    return new DaemonNodes(
        set, hash, context.simulation().now(), placement(set), context.api().nodes().list(), pods);
  }

  private static Outcome later(long untilAvailable, long untilReplaced) {
    if (untilAvailable < 0 && untilReplaced < 0) {
      return Outcome.DONE;
    }
    if (untilAvailable < 0 || untilReplaced < 0) {
      return Outcome.after(Math.max(untilAvailable, untilReplaced));
    }
    return Outcome.after(Math.min(untilAvailable, untilReplaced));
  }

  /** Makes and deletes pods, and says whether all was done; the first refusal ends the making. */
  private boolean apply(DaemonSet set, String hash, List<String> nodes, List<Pod> surplus) {
    DaemonPlacement placement = placement(set);
    PodTemplate template = placement.template();
    OwnerReference owner = OwnerReference.to(KIND, set);
    boolean isDone = true;
    for (int i = 0; i < Math.min(nodes.size(), BURST_MAX) && isDone; i++) {
      WriteResult<Pod> result;
      do {
        Pod draft =
            template
                .pod(set.namespace(), names.next(set.name() + "-"), owner)
                .labels(template.labels().with(RevisionHistory.POD_LABEL, hash))
                .spec(placement.specFor(nodes.get(i)))
                .build();
        result = context.api().pods().create(draft);
      } while (result.code() == WriteResult.Code.ALREADY_EXISTS);
      isDone = result.isOk();
    }
    for (Pod pod : surplus.subList(0, Math.min(surplus.size(), BURST_MAX))) {
      WriteResult<Pod> result = context.api().deletePod(pod, pod.spec().terminationGraceNanos());
      isDone &= result.isOk() || result.code() == WriteResult.Code.NOT_FOUND;
    }
    return isDone;
  }

  /** Source: {@code cleanupHistory}. */
  private void truncate(
      DaemonSet set, List<ControllerRevision> revisions, ControllerRevision current)
      throws WriteFailure {
    List<ControllerRevision> old = new ArrayList<>(revisions);
    old.removeIf(revision -> revision.name().equals(current.name()));
    int tooMany = old.size() - set.spec().revisionHistoryLimit();
    if (tooMany <= 0) {
      return;
    }
    Set<String> live = new TreeSet<>();
    for (Pod pod : context.pods().ownedBy(KIND, set.meta())) {
      live.add(String.valueOf(pod.labels().get(RevisionHistory.POD_LABEL)));
    }
    history.deleteOldest(
        old,
        tooMany,
        revision ->
            live.contains(String.valueOf(revision.meta().labels().get(RevisionHistory.POD_LABEL))));
  }

  private void writeStatus(DaemonSet set, DaemonSet.Status status) throws WriteFailure {
    WriteFailure.unlessGone(
        context
            .api()
            .daemonSets()
            .update(
                set.key(),
                stored ->
                    stored.meta().uid() != set.meta().uid() || stored.status().equals(status)
                        ? stored
                        : stored.withStatus(status)));
  }
}
