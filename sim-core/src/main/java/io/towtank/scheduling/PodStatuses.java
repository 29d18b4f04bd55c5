package io.towtank.scheduling;

import io.towtank.api.ApiServer;
import io.towtank.model.Pod;
import org.jspecify.annotations.Nullable;

/** What the scheduler tells the API of pods that it could not place. */
final class PodStatuses {
  private final ApiServer api;

  PodStatuses(ApiServer api) {
    this.api = api;
  }

  /**
   * Writes down why the pod has no node.
   *
   * @param nominatedNodeName null to leave it as it is
   */
  void write(Pod pod, String reason, @Nullable String nominatedNodeName) {
    api.pods()
        .update(
            pod.key(),
            stored -> {
              String nominated =
                  nominatedNodeName == null ? stored.nominatedNodeName() : nominatedNodeName;
              boolean isSame =
                  stored.reason().equals(reason) && stored.nominatedNodeName().equals(nominated);
              return stored.uid() != pod.uid() || stored.isBound() || isSame
                  ? stored
                  : stored.toBuilder().reason(reason).nominatedNodeName(nominated).build();
            });
  }
}
