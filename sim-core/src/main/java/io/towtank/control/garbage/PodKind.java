package io.towtank.control.garbage;

import io.towtank.api.ApiServer;
import io.towtank.api.WriteResult;
import io.towtank.control.PodIndex;
import io.towtank.model.ObjectMeta;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.Propagation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Pods: they own nothing, and end with their grace. */
final class PodKind implements Kind {
  static final String NAME = "Pod";

  private final ApiServer api;
  private final PodIndex index;

  PodKind(ApiServer api, PodIndex index) {
    this.api = api;
    this.index = index;
  }

  @Override
  public String name() {
    return NAME;
  }

  private static ObjectMeta meta(Pod pod) {
    return new ObjectMeta(
        pod.namespace(),
        pod.name(),
        pod.labels(),
        pod.uid(),
        pod.createdNanos(),
        pod.deletionNanos(),
        1,
        pod.owner(),
        List.of());
  }

  @Override
  public @Nullable ObjectMeta get(String key) {
    Pod pod = api.pods().get(key);
    return pod == null ? null : meta(pod);
  }

  @Override
  public List<ObjectMeta> all() {
    List<ObjectMeta> owned = new ArrayList<>();
    for (Pod pod : api.pods().list()) {
      if (pod.owner() != null) {
        owned.add(meta(pod));
      }
    }
    return owned;
  }

  @Override
  public List<String> ownedBy(String kind, ObjectMeta owner) {
    return index.ownedBy(kind, owner).stream().map(Pod::key).toList();
  }

  @Override
  public WriteResult<?> delete(String key, Propagation propagation) {
    Pod pod = Objects.requireNonNull(api.pods().get(key));
    return api.deletePod(pod, pod.spec().terminationGraceNanos());
  }

  @Override
  public WriteResult<?> disown(String key, OwnerReference owner) {
    return api.pods()
        .update(key, pod -> owner.equals(pod.owner()) ? pod.toBuilder().owner(null).build() : pod);
  }

  @Override
  public WriteResult<?> removeFinalizer(String key, String finalizer) {
    throw new IllegalStateException("pod " + key + " has no finalizers");
  }

  @Override
  public void watch(String name, long delayNanos, Changes changes) {
    api.pods().watch(name, delayNanos, Changes.of(changes, PodKind::meta));
  }
}
