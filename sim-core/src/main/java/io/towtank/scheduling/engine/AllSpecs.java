package io.towtank.scheduling.engine;

import io.towtank.scheduling.framework.NodeJournal;
import io.towtank.scheduling.framework.PodInfo;
import org.jspecify.annotations.Nullable;

/**
 * Tells the one who keeps words of plugins whether the descriptions of other nodes have changed
 * them since.
 */
final class AllSpecs {
  private long descriptionsVersion = -1;
  private @Nullable ScorePlan plan;
  private long planVersion;

  /** Notes that words are as of now. */
  @SuppressWarnings("ReferenceEquality") // there is one plan for each set of plugins
  void note(ScorePlan kept, PodInfo pod, NodeJournal nodes) {
    if (plan == kept && descriptionsVersion == nodes.descriptionsVersion()) {
      return;
    }
    descriptionsVersion = nodes.descriptionsVersion();
    plan = kept;
    planVersion = kept.isOnAllSpecs() ? kept.allSpecsVersion(pod, nodes) : 0;
  }

  /**
   * Whether words may be others than noted.
   *
   * @param areFiltersOnAllSpecs whether some filter looks at other nodes' descriptions
   */
  @SuppressWarnings("ReferenceEquality") // there is one plan for each set of plugins
  boolean haveChanged(
      boolean areFiltersOnAllSpecs, ScorePlan kept, PodInfo pod, NodeJournal nodes) {
    if (descriptionsVersion == nodes.descriptionsVersion()) {
      return false;
    }
    return areFiltersOnAllSpecs
        || (kept.isOnAllSpecs()
            && (plan != kept || planVersion != kept.allSpecsVersion(pod, nodes)));
  }
}
