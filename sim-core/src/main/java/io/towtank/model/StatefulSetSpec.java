package io.towtank.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link StatefulSet} is to be.
 *
 * @param selector pods that are its own
 * @param template what its pods are made from; null where only the selector is known, so that no
 *     pods are made
 * @param replicas pods wanted
 * @param serviceName service that names its pods, empty for none
 * @param podManagement whether pods wait for each other
 * @param updateStrategy when pods of an old template are replaced
 * @param partition lowest ordinal that a rolling update changes
 * @param maxUnavailable pods that may be unavailable during a rolling update; a share is rounded
 *     down, but to 1 at least
 * @param minReadyNanos how long a pod must be ready before it is available
 * @param startOrdinal ordinal of the first pod
 * @param revisionHistoryLimit old revisions kept for rolling back
 * @param volumeClaimTemplates claims that every pod gets as its own, called {@code
 *     <template>-<pod>}
 * @param claimsGoWithSet whether these claims are deleted when the set is
 * @param claimsGoWithScaling whether they are deleted when their pod is no longer wanted
 */
public record StatefulSetSpec(
    LabelSelector selector,
    @Nullable PodTemplate template,
    int replicas,
    String serviceName,
    PodManagement podManagement,
    UpdateStrategy updateStrategy,
    int partition,
    IntOrPercent maxUnavailable,
    long minReadyNanos,
    int startOrdinal,
    int revisionHistoryLimit,
    List<PersistentVolumeClaim> volumeClaimTemplates,
    boolean claimsGoWithSet,
    boolean claimsGoWithScaling) {
  /** Old revisions kept. Source: Kubernetes v1.34, {@code SetDefaults_StatefulSet}. */
  public static final int REVISION_HISTORY_LIMIT = 10;

  /** Default of {@code maxUnavailable}. Source: as above. */
  public static final IntOrPercent ONE = IntOrPercent.of(1);

  /** Whether pods wait for each other. */
  public enum PodManagement {
    /** Each comes when all before it are ready, and goes when all after it are gone. */
    ORDERED_READY,
    /** All come and go at once. */
    PARALLEL
  }

  /** Copies the lists. */
  public StatefulSetSpec {
    volumeClaimTemplates = List.copyOf(volumeClaimTemplates);
  }

  /** A spec with Kubernetes' defaults for all that is not set. */
  public static Builder builder(LabelSelector selector, @Nullable PodTemplate template) {
    return new Builder(selector, template);
  }

  /** A builder that starts from this spec. */
  public Builder toBuilder() {
    Builder builder = new Builder(selector, template);
    builder.replicas = replicas;
    builder.serviceName = serviceName;
    builder.podManagement = podManagement;
    builder.updateStrategy = updateStrategy;
    builder.partition = partition;
    builder.maxUnavailable = maxUnavailable;
    builder.minReadyNanos = minReadyNanos;
    builder.startOrdinal = startOrdinal;
    builder.revisionHistoryLimit = revisionHistoryLimit;
    builder.volumeClaimTemplates = volumeClaimTemplates;
    builder.claimsGoWithSet = claimsGoWithSet;
    builder.claimsGoWithScaling = claimsGoWithScaling;
    return builder;
  }

  /** Fills a {@link StatefulSetSpec}. */
  public static final class Builder {
    private LabelSelector selector;
    private @Nullable PodTemplate template;
    private int replicas = 1;
    private String serviceName = "";
    private PodManagement podManagement = PodManagement.ORDERED_READY;
    private UpdateStrategy updateStrategy = UpdateStrategy.ROLLING_UPDATE;
    private int partition = 0;
    private IntOrPercent maxUnavailable = ONE;
    private long minReadyNanos = 0;
    private int startOrdinal = 0;
    private int revisionHistoryLimit = REVISION_HISTORY_LIMIT;
    private List<PersistentVolumeClaim> volumeClaimTemplates = List.of();
    private boolean claimsGoWithSet;
    private boolean claimsGoWithScaling;

    private Builder(LabelSelector selector, @Nullable PodTemplate template) {
      this.selector = selector;
      this.template = template;
    }

    /** See {@link StatefulSetSpec#selector()}. */
    public Builder selector(LabelSelector value) {
      selector = value;
      return this;
    }

    /** See {@link StatefulSetSpec#template()}. */
    public Builder template(@Nullable PodTemplate value) {
      template = value;
      return this;
    }

    /** See {@link StatefulSetSpec#replicas()}. */
    public Builder replicas(int value) {
      replicas = value;
      return this;
    }

    /** See {@link StatefulSetSpec#serviceName()}. */
    public Builder serviceName(String value) {
      serviceName = value;
      return this;
    }

    /** See {@link StatefulSetSpec#podManagement()}. */
    public Builder podManagement(PodManagement value) {
      podManagement = value;
      return this;
    }

    /** See {@link StatefulSetSpec#updateStrategy()}. */
    public Builder updateStrategy(UpdateStrategy value) {
      updateStrategy = value;
      return this;
    }

    /** See {@link StatefulSetSpec#partition()}. */
    public Builder partition(int value) {
      partition = value;
      return this;
    }

    /** See {@link StatefulSetSpec#maxUnavailable()}. */
    public Builder maxUnavailable(IntOrPercent value) {
      maxUnavailable = value;
      return this;
    }

    /** See {@link StatefulSetSpec#minReadyNanos()}. */
    public Builder minReadyNanos(long value) {
      minReadyNanos = value;
      return this;
    }

    /** See {@link StatefulSetSpec#startOrdinal()}. */
    public Builder startOrdinal(int value) {
      startOrdinal = value;
      return this;
    }

    /** See {@link StatefulSetSpec#revisionHistoryLimit()}. */
    public Builder revisionHistoryLimit(int value) {
      revisionHistoryLimit = value;
      return this;
    }

    /**
     * See {@link StatefulSetSpec#claimsGoWithSet()} and {@link
     * StatefulSetSpec#claimsGoWithScaling()}; by default claims are kept.
     */
    public Builder claimsGo(boolean withSet, boolean withScaling) {
      claimsGoWithSet = withSet;
      claimsGoWithScaling = withScaling;
      return this;
    }

    /** See {@link StatefulSetSpec#volumeClaimTemplates()}. */
    public Builder volumeClaimTemplates(List<PersistentVolumeClaim> value) {
      volumeClaimTemplates = value;
      return this;
    }

    /** The spec. */
    public StatefulSetSpec build() {
      return new StatefulSetSpec(
          selector,
          template,
          replicas,
          serviceName,
          podManagement,
          updateStrategy,
          partition,
          maxUnavailable,
          minReadyNanos,
          startOrdinal,
          revisionHistoryLimit,
          volumeClaimTemplates,
          claimsGoWithSet,
          claimsGoWithScaling);
    }
  }
}
