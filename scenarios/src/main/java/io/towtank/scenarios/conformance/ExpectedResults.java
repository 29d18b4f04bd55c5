package io.towtank.scenarios.conformance;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the decisions that a recording expects. */
final class ExpectedResults {
  private ExpectedResults() {}

  /**
   * The decisions, in their order.
   *
   * @param compact whether they hold only the number and the total of the best nodes
   * @throws io.towtank.text.InputException if they can't be read
   */
  static List<Facts> of(CaseTree root, boolean compact) {
    List<Facts> all = new ArrayList<>();
    for (CaseTree result : root.objects("expected")) {
      all.add(compact ? compact(result) : full(result));
    }
    return all;
  }

  private static Facts compact(CaseTree result) {
    Facts facts = new Facts(result.text("pod"), 1);
    facts.put(Aspect.SELECTED, result.text("selected", "none"));
    facts.put(Aspect.BEST, Long.toString(result.integer("best")));
    facts.put(Aspect.TOTAL, Long.toString(result.integer("total")));
    return facts;
  }

  private static Facts full(CaseTree result) {
    Facts facts = new Facts(result.text("pod"), (int) result.integer("attempt", 1));
    if (result.has("skipped")) {
      facts.put(Aspect.SKIPPED, result.text("skipped"));
    }
    putRefusal(facts, Aspect.PRE_ENQUEUE, result, "preEnqueue");
    putRefusal(facts, Aspect.PRE_FILTER, result, "preFilter");
    CaseTree filter = result.optionalObject("filter");
    if (filter != null) {
      for (String node : filter.fields().keySet()) {
        facts.put(Aspect.FILTER, node, refusal(filter.object(node)));
      }
    }
    facts.put(Aspect.FEASIBLE, Facts.sorted(result.texts("feasible")));
    putScores(facts, result.optionalObject("scores"));
    CaseTree total = result.optionalObject("total");
    if (total != null) {
      for (String node : total.fields().keySet()) {
        facts.put(Aspect.TOTAL, node, Long.toString(total.integer(node)));
      }
    }
    if (result.has("best")) {
      facts.put(Aspect.BEST, Facts.sorted(result.texts("best")));
    }
    facts.put(Aspect.SELECTED, result.text("selected", "none"));
    CaseTree preemption = result.optionalObject("preemption");
    if (preemption != null) {
      putPreemption(facts, preemption);
    }
    return facts;
  }

  private static void putRefusal(Facts facts, Aspect aspect, CaseTree result, String field) {
    CaseTree refusal = result.optionalObject(field);
    if (refusal != null) {
      facts.put(aspect, refusal(refusal));
    }
  }

  private static String refusal(CaseTree refusal) {
    return Facts.refusal(refusal.text("plugin"), refusal.text("code"), refusal.texts("reasons"));
  }

  private static void putScores(Facts facts, @Nullable CaseTree scores) {
    if (scores == null) {
      return;
    }
    for (String plugin : scores.fields().keySet()) {
      CaseTree nodes = scores.object(plugin);
      for (String node : nodes.fields().keySet()) {
        CaseTree score = nodes.object(node);
        facts.put(Aspect.RAW, node, plugin, Long.toString(score.integer("raw")));
        facts.put(Aspect.NORMALIZED, node, plugin, Long.toString(score.integer("normalized")));
        facts.put(Aspect.WEIGHT, node, plugin, Long.toString(score.integer("weight")));
      }
    }
  }

  private static void putPreemption(Facts facts, CaseTree preemption) {
    facts.put(Aspect.NOMINATED_NODE, preemption.text("nominatedNode", ""));
    facts.put(Aspect.VICTIMS, String.join(" ", preemption.texts("victims")));
    if (preemption.has("best")) {
      facts.put(Aspect.PREEMPTION_BEST, Facts.sorted(preemption.texts("best")));
    }
    CaseTree candidates = preemption.optionalObject("candidates");
    if (candidates != null) {
      for (String node : candidates.fields().keySet()) {
        CaseTree candidate = candidates.object(node);
        facts.put(
            Aspect.CANDIDATE,
            node,
            Facts.candidate(candidate.texts("victims"), candidate.integer("pdbViolations", 0)));
      }
    }
  }
}
