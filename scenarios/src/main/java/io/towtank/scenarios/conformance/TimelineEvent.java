package io.towtank.scenarios.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An event that a timeline records.
 *
 * @param atNanos when
 * @param verb what is done
 * @param kind to what
 * @param object the whole object; null where only its name is given
 * @param name of the object; empty where it is given as a whole
 * @param graceNanos how long a deleted pod lives on
 * @param recreates whether drained pods are created anew
 */
record TimelineEvent(
    long atNanos,
    Verb verb,
    String kind,
    @Nullable CaseTree object,
    String name,
    long graceNanos,
    boolean recreates) {
  /** What can be done to an object. */
  enum Verb {
    CREATE("create"),
    UPDATE("update"),
    DELETE("delete"),
    DRAIN("drain");

    private final String word;

    Verb(String word) {
      this.word = word;
    }
  }

  /** Kinds with a namespace. */
  private static final SortedSet<String> NAMESPACED =
      new TreeSet<>(List.of("Pod", "PVC", "Service", "PDB"));

  /** Kinds without. */
  private static final SortedSet<String> CLUSTER_WIDE =
      new TreeSet<>(List.of("Node", "PV", "StorageClass", "CSINode", "Namespace"));

  /**
   * Reads a case's events.
   *
   * @throws io.towtank.text.InputException if one of them can't be used
   */
  static List<TimelineEvent> of(CaseTree testCase) {
    List<TimelineEvent> events = new ArrayList<>();
    long latest = 0;
    for (CaseTree tree : testCase.objects("events")) {
      TimelineEvent event = read(tree);
      if (event.atNanos() < latest) {
        throw tree.problem("at", "a time not before that of the event before");
      }
      latest = event.atNanos();
      events.add(event);
    }
    return events;
  }

  private static TimelineEvent read(CaseTree tree) {
    String op = tree.text("op");
    for (Verb verb : Verb.values()) {
      String kind = op.startsWith(verb.word) ? op.substring(verb.word.length()) : "";
      boolean isLegal =
          verb == Verb.DRAIN
              ? kind.equals("Node")
              : NAMESPACED.contains(kind) || CLUSTER_WIDE.contains(kind);
      if (isLegal) {
        boolean isWhole = verb == Verb.CREATE || verb == Verb.UPDATE;
        String name = isWhole ? "" : tree.text("name");
        boolean needsNamespace = NAMESPACED.contains(kind) && !isWhole && name.indexOf('/') < 0;
        return new TimelineEvent(
            TimelineSettings.nanos(tree, "at"),
            verb,
            kind,
            isWhole ? tree.object("object") : null,
            needsNamespace ? "default/" + name : name,
            TimelineSettings.optionalNanos(tree, "grace"),
            tree.flag("recreate", false));
      }
    }
    throw tree.problem(
        "op",
        "drainNode, or create, update or delete followed by one of "
            + String.join(", ", NAMESPACED)
            + ", "
            + String.join(", ", CLUSTER_WIDE));
  }

  /** The object of an event that has one. */
  CaseTree wholeObject() {
    if (object == null) {
      throw new IllegalStateException("no object in " + this);
    }
    return object;
  }
}
