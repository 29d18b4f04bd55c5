package io.towtank.reports.explain;

import io.towtank.model.Pod;
import io.towtank.record.Decision;
import io.towtank.record.PodRow;
import io.towtank.record.RunRecorder;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Records how one pod of a run fared; all other pods cost nothing. */
public final class ExplainedPod implements RunRecorder {
  private static final int NAMES_SHOWN = 5;

  private final String wanted;
  private final boolean isKey;
  private final AttemptChoice choice;
  private final SortedMap<String, PodStory> stories = new TreeMap<>();
  private String nearest = "";

  /**
   * Waits for a pod.
   *
   * @param wanted its {@code name}, or {@code namespace/name}
   * @param choice attempts that are wanted node by node
   */
  public ExplainedPod(String wanted, AttemptChoice choice) {
    this.wanted = wanted;
    this.isKey = wanted.indexOf('/') >= 0;
    this.choice = choice;
  }

  @Override
  public boolean wantsDecisions() {
    return true;
  }

  @Override
  public boolean wantsDecisions(Pod pod) {
    return wanted.equals(isKey ? pod.key() : pod.name());
  }

  @Override
  public void created(Pod pod) {
    if (wantsDecisions(pod)) {
      // A pod that comes again under its name is another one: the last is the one explained.
      stories.put(pod.key(), new PodStory(pod, choice));
    } else if (stories.isEmpty()) {
      String name = isKey ? pod.key() : pod.name();
      nearest =
          NearestName.nearest(wanted, nearest.isEmpty() ? List.of(name) : List.of(nearest, name));
    }
  }

  @Override
  public void decision(Decision decision) {
    PodStory story = stories.get(decision.pod());
    if (story != null) {
      story.add(decision);
    }
  }

  @Override
  public void notBound(String pod, int attempt, String reason) {
    PodStory story = stories.get(pod);
    if (story != null) {
      story.notBound(attempt, reason);
    }
  }

  @Override
  public void pod(PodRow row) {
    PodStory story = wanted.equals(isKey ? key(row) : row.name()) ? stories.get(key(row)) : null;
    if (story != null) {
      story.end(row);
    }
  }

  private static String key(PodRow row) {
    return row.namespace() + "/" + row.name();
  }

  /**
   * The explanation, once the run has ended.
   *
   * @param schedulerNames profiles that the run had
   * @param tieRule how a choice is made among equally good nodes; goes on after "one was taken"
   * @throws InputException if there was no such pod or several, or it has no such attempt
   */
  public PodExplanation explain(SortedSet<String> schedulerNames, String tieRule) {
    if (stories.isEmpty()) {
      throw new InputException(
          "--pod: there was no pod "
              + Shown.quoted(wanted)
              + (nearest.isEmpty() ? "" : "; did you mean '" + nearest + "'?")
              + "; names are in pods.csv of 'towtank run --out DIR'");
    }
    if (stories.size() > 1) {
      String names =
          String.join(", ", stories.keySet().stream().limit(NAMES_SHOWN).toList())
              + (stories.size() > NAMES_SHOWN ? ", …" : "");
      throw new InputException(
          "--pod: "
              + stories.size()
              + " pods are called "
              + Shown.quoted(wanted)
              + "; expected one of "
              + names);
    }
    PodStory story = stories.values().iterator().next();
    PodExplanation explanation = PodExplanation.of(story, schedulerNames, tieRule);
    if (explanation.decisions().isEmpty() && choice.number() > 0) {
      throw new InputException(
          "--attempt: found "
              + choice.number()
              + ", but the pod was tried "
              + story.attempts().size()
              + (story.attempts().size() == 1 ? " time" : " times"));
    }
    return explanation;
  }
}
