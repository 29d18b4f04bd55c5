package io.towtank.reports.explain;

import io.towtank.model.Pod;
import io.towtank.record.Decision;
import io.towtank.record.PodRow;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Why one pod went where it went, or nowhere. Its components are the keys of its JSON.
 *
 * @param pod {@code namespace/name}
 * @param schedulerName profile that it asks for
 * @param requests effective requests by resource name; CPU in millicores, memory in bytes, devices
 *     in thousandths
 * @param wishes what else it asks for
 * @param createdNanos when it was created, simulation time
 * @param node node it was bound to, empty if it never was
 * @param outcome how it stood when it ended, or when the run did
 * @param reason why it is not well, empty where all is
 * @param neverTried why no attempt was made, empty if there was one
 * @param tieRule how a choice is made among equally good nodes
 * @param attempts all attempts in short
 * @param decisions the attempts that were asked for, node by node
 */
public record PodExplanation(
    String pod,
    int priority,
    String schedulerName,
    SortedMap<String, Long> requests,
    List<PodWish> wishes,
    long createdNanos,
    String node,
    String outcome,
    String reason,
    String neverTried,
    String tieRule,
    List<AttemptLine> attempts,
    List<Decision> decisions) {
  /**
   * One attempt in short.
   *
   * @param attempt 1 for the first
   * @param timeNanos when it began, simulation time
   * @param node node found, empty if none was
   * @param message why none was found, in kube-scheduler's words; empty if one was
   * @param nominatedNode node where others are evicted for the pod, empty for none
   * @param notBound why the pod did not get bound to the node found; empty if it did
   */
  public record AttemptLine(
      int attempt,
      long timeNanos,
      String node,
      String message,
      String nominatedNode,
      String notBound) {
    AttemptLine withNotBound(String why) {
      return new AttemptLine(attempt, timeNanos, node, message, nominatedNode, why);
    }
  }

  static PodExplanation of(PodStory story, SortedSet<String> schedulerNames, String tieRule) {
    Pod pod = story.pod();
    PodRow row = story.row();
    return new PodExplanation(
        pod.key(),
        pod.priority(),
        pod.spec().schedulerName(),
        row.requests().toMap(),
        PodWish.of(pod),
        pod.createdNanos(),
        row.node(),
        row.outcome().label(),
        row.reason(),
        story.attempts().isEmpty() ? Untried.why(pod, schedulerNames) : "",
        tieRule,
        story.attempts(),
        story.decisions());
  }
}
