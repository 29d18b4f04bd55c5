package io.towtank.plugins.kubernetes.spread;

import io.towtank.model.Labels;
import io.towtank.model.TopologySpreadConstraint;
import io.towtank.model.TopologySpreadConstraint.NodeInclusionPolicy;
import io.towtank.model.TopologySpreadConstraint.WhenUnsatisfiable;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.text.Shown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Constraints for pods that have none of their own.
 *
 * @param isSystem whether they are Kubernetes' own rather than the user's
 */
record SpreadDefaults(List<TopologySpreadConstraint> constraints, boolean isSystem) {
  /**
   * Kubernetes' own: a skew of 3 over nodes and 5 over zones, both {@code ScheduleAnyway}. Source:
   * kube-scheduler v1.34, {@code systemDefaultConstraints}.
   */
  static final SpreadDefaults SYSTEM =
      new SpreadDefaults(
          List.of(
              TopologySpreadConstraint.of(
                  3, Labels.HOSTNAME, WhenUnsatisfiable.SCHEDULE_ANYWAY, null),
              TopologySpreadConstraint.of(5, Labels.ZONE, WhenUnsatisfiable.SCHEDULE_ANYWAY, null)),
          true);

  private static final String CONSTRAINTS = "defaultConstraints";
  private static final String WHEN = "whenUnsatisfiable";
  private static final String KEY = "topologyKey";
  private static final String SKEW = "maxSkew";
  private static final String DOMAINS = "minDomains";
  private static final int PREFIX_LENGTH_MAX = 253;
  private static final Pattern LABEL_PREFIX =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern LABEL_NAME =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

  /** Copies the constraints. */
  SpreadDefaults {
    constraints = List.copyOf(constraints);
  }

  /**
   * Reads the arguments {@code defaultingType} and {@code defaultConstraints}. Source for what is
   * refused: kube-scheduler v1.34, {@code ValidatePodTopologySpreadArgs}.
   *
   * @throws IllegalArgumentException if one can't be used
   */
  static SpreadDefaults read(PluginArgs args) {
    String type = args.oneOf("defaultingType", "System", "System", "List");
    List<PluginArgs> groups = args.children(CONSTRAINTS);
    List<TopologySpreadConstraint> constraints = new ArrayList<>();
    if (groups != null) {
      Set<String> seen = new HashSet<>();
      for (PluginArgs group : groups) {
        String where = CONSTRAINTS + "[" + constraints.size() + "].";
        TopologySpreadConstraint constraint = constraint(group, where);
        if (!seen.add(constraint.whenUnsatisfiable() + " " + constraint.topologyKey())) {
          throw new IllegalArgumentException(
              where
                  + KEY
                  + ": '"
                  + constraint.topologyKey()
                  + "' stands twice with the same "
                  + WHEN);
        }
        constraints.add(constraint);
      }
    }
    if (type.equals("List")) {
      return new SpreadDefaults(constraints, false);
    }
    if (!constraints.isEmpty()) {
      throw new IllegalArgumentException(
          CONSTRAINTS + ": goes with defaultingType List only, found System");
    }
    return SYSTEM;
  }

  private static TopologySpreadConstraint constraint(PluginArgs group, String where) {
    if (group.contains("labelSelector")) {
      throw new IllegalArgumentException(
          where + "labelSelector: not allowed, as it is worked out for each pod");
    }
    for (String required : List.of(SKEW, KEY, WHEN)) {
      if (!group.contains(required)) {
        throw new IllegalArgumentException(where + required + ": is missing");
      }
    }
    return new TopologySpreadConstraint(
        (int) group.integer(SKEW, 1, 1, Integer.MAX_VALUE),
        labelKey(group.string(KEY, ""), where),
        group.oneOf(WHEN, "", "DoNotSchedule", "ScheduleAnyway").equals("DoNotSchedule")
            ? WhenUnsatisfiable.DO_NOT_SCHEDULE
            : WhenUnsatisfiable.SCHEDULE_ANYWAY,
        null,
        group.contains(DOMAINS) ? (int) group.integer(DOMAINS, 1, 1, Integer.MAX_VALUE) : null,
        policy(group, "nodeAffinityPolicy", "Honor"),
        policy(group, "nodeTaintsPolicy", "Ignore"),
        group.strings("matchLabelKeys"));
  }

  private static String labelKey(String key, String where) {
    int slash = key.indexOf('/');
    String prefix = slash < 0 ? "" : key.substring(0, slash);
    boolean isPrefixLegal =
        slash < 0
            || (prefix.length() <= PREFIX_LENGTH_MAX && LABEL_PREFIX.matcher(prefix).matches());
    if (!isPrefixLegal || !LABEL_NAME.matcher(key.substring(slash + 1)).matches()) {
      throw new IllegalArgumentException(
          where
              + KEY
              + ": expected a label key such as "
              + Labels.ZONE
              + ", found "
              + Shown.quoted(key));
    }
    return key;
  }

  private static NodeInclusionPolicy policy(PluginArgs group, String key, String defaultPolicy) {
    return group.oneOf(key, defaultPolicy, "Honor", "Ignore").equals("Honor")
        ? NodeInclusionPolicy.HONOR
        : NodeInclusionPolicy.IGNORE;
  }
}
