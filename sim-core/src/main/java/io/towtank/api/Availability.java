package io.towtank.api;

/** Whether the API answers, and lets write. */
final class Availability {
  private ApiServer.Mode mode = ApiServer.Mode.UP;

  ApiServer.Mode mode() {
    return mode;
  }

  void setMode(ApiServer.Mode newMode) {
    mode = newMode;
  }

  boolean isWritable() {
    return mode == ApiServer.Mode.UP;
  }

  <T> WriteResult<T> refusal() {
    return WriteResult.failed(
        WriteResult.Code.UNAVAILABLE,
        mode == ApiServer.Mode.DOWN
            ? "the API server is down"
            : "etcd has no quorum, so that nothing can be written");
  }
}
