package io.towtank.control;

import io.towtank.api.ObjectStore;
import io.towtank.api.WriteResult;
import io.towtank.model.ControllerRevision;
import io.towtank.model.LabelSelector;
import io.towtank.model.MetaObject;
import io.towtank.model.ObjectMeta;
import io.towtank.model.OwnerReference;
import io.towtank.model.PodTemplate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The templates that stateful sets and daemon sets had and have. Source: Kubernetes v1.34, {@code
 * pkg/controller/history}; {@code getStatefulSetRevisions}; {@code constructHistory}.
 */
public final class RevisionHistory {
  /** Label of pods: the revision that they were made from. */
  public static final String POD_LABEL = "controller-revision-hash";

  private final ObjectStore<ControllerRevision> store;
  private final OwnedObjects<ControllerRevision> revisions;
  private final String kind;

  /** The revisions of objects of a kind. */
  public RevisionHistory(ControlContext context, String kind) {
    this.kind = kind;
    store = context.api().controllerRevisions();
    revisions = new OwnedObjects<>(store);
  }

  /** The owner's revisions, oldest first. */
  public List<ControllerRevision> list(MetaObject<?> owner, LabelSelector selector)
      throws WriteFailure {
    List<ControllerRevision> all = new ArrayList<>(revisions.claim(kind, owner, selector));
    all.sort(
        Comparator.comparingLong(ControllerRevision::revision)
            .thenComparingLong(revision -> revision.meta().uid()));
    return all;
  }

  /**
   * The revision of a template: found, given the highest number if it had a lower one, or made.
   *
   * @param all the owner's revisions, oldest first
   * @param collisions how often a revision's name was taken before
   * @return null if the name is taken by another revision, so that it has to be tried with one more
   *     collision
   */
  public @Nullable ControllerRevision current(
      MetaObject<?> owner, PodTemplate template, List<ControllerRevision> all, int collisions)
      throws WriteFailure {
    long highest = all.isEmpty() ? 0 : all.get(all.size() - 1).revision();
    for (int i = all.size() - 1; i >= 0; i--) {
      ControllerRevision revision = all.get(i);
      if (revision.template().equals(template)) {
        return i == all.size() - 1
            ? revision
            : WriteFailure.orStop(
                store.update(revision.key(), current -> current.withRevision(highest + 1)));
      }
    }
    String hash =
        collisions == 0
            ? template.hash()
            : template.withLabel(POD_LABEL, "collision-" + collisions).hash();
    ObjectMeta meta =
        ObjectMeta.of(owner.namespace(), owner.name() + "-" + hash)
            .withLabels(template.labels().with(POD_LABEL, hash))
            .withOwner(OwnerReference.to(kind, owner));
    WriteResult<ControllerRevision> result =
        store.create(new ControllerRevision(meta, template, highest + 1, 0));
    return result.code() == WriteResult.Code.ALREADY_EXISTS ? null : WriteFailure.orStop(result);
  }

  /** Deletes up to so many revisions, the oldest first, but none that is in use. */
  public void deleteOldest(
      List<ControllerRevision> oldestFirst, int count, Predicate<ControllerRevision> isInUse)
      throws WriteFailure {
    int left = count;
    for (ControllerRevision revision : oldestFirst) {
      if (left <= 0) {
        return;
      }
      if (!isInUse.test(revision)) {
        WriteFailure.unlessGone(store.delete(revision.key()));
        left--;
      }
    }
  }
}
