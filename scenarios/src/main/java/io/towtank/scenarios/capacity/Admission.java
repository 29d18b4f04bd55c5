package io.towtank.scenarios.capacity;

import io.towtank.api.ApiServer;
import io.towtank.api.WriteResult;
import io.towtank.model.Pod;
import io.towtank.text.InputException;

/** Hands pods to the API as users do. */
final class Admission {
  private Admission() {}

  /**
   * The pod as the API keeps it.
   *
   * @throws InputException if the API refuses it
   */
  static Pod create(ApiServer api, Pod pod) {
    WriteResult<Pod> result = api.pods().create(pod);
    Pod created = result.object();
    if (!result.isOk() || created == null) {
      throw new InputException("Pod " + pod.key() + ": " + result.message());
    }
    return created;
  }
}
