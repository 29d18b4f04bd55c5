package io.towtank.workloads.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.TopologySelectorTerm;
import io.fabric8.kubernetes.api.model.storage.CSINode;
import io.towtank.model.CsiNode;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.ResourceNames;
import io.towtank.model.StorageClass;
import io.towtank.model.VolumeAccessMode;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one object of storage. */
final class StorageReader {
  private static final String STORAGE = "storage";
  private static final String FILESYSTEM = "Filesystem";
  private static final String BIND_COMPLETED = "pv.kubernetes.io/bind-completed";
  private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";
  private static final String BETA_CLASS = "volume.beta.kubernetes.io/storage-class";
  private static final Map<String, String> VOLUME_MODES = Words.same(FILESYSTEM, "Block");

  private final Manifest manifest;

  private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

  StorageReader(Manifest manifest) {
    this.manifest = manifest;
  }

  PersistentVolume volume(io.fabric8.kubernetes.api.model.PersistentVolume source) {
    ObjectMeta metadata = Fields.metadata(manifest, source.getMetadata());
    var spec = manifest.required(source.getSpec(), "spec", "a mapping");
    var claim = spec.getClaimRef();
    var csi = spec.getCsi();
    var affinity = spec.getNodeAffinity();
    var status = source.getStatus();
    String phase = status == null ? "" : Fields.orEmpty(status.getPhase());
    warnOfInTreeDisks(spec);
    return new PersistentVolume(
        metadata.getName(),
        Fields.labels(manifest, metadata.getLabels(), "metadata.labels"),
        bytes(spec.getCapacity(), "spec.capacity"),
        accessModes(spec.getAccessModes()),
        className(metadata, spec.getStorageClassName(), ""),
        affinity == null
            ? null
            : Fields.terms(manifest, affinity.getRequired(), "spec.nodeAffinity.required"),
        claim == null
            ? ""
            : (Fields.orEmpty(claim.getNamespace()).isEmpty() ? "default" : claim.getNamespace())
                + "/"
                + manifest.requiredText(claim.getName(), "spec.claimRef.name"),
        claim == null ? "" : Fields.orEmpty(claim.getUid()),
        csi == null ? "" : manifest.requiredText(csi.getDriver(), "spec.csi.driver"),
        csi == null ? "" : Fields.orEmpty(csi.getVolumeHandle()),
        manifest.word(spec.getVolumeMode(), "spec.volumeMode", VOLUME_MODES, FILESYSTEM),
        !phase.isEmpty() ? phase : claim == null ? "Available" : "Bound",
        metadata.getDeletionTimestamp() != null,
        0);
  }

  private void warnOfInTreeDisks(io.fabric8.kubernetes.api.model.PersistentVolumeSpec spec) {
    String why = "limits of attached volumes count CSI volumes only";
    manifest.warnIfSet(spec.getAwsElasticBlockStore(), "spec.awsElasticBlockStore", why);
    manifest.warnIfSet(spec.getAzureDisk(), "spec.azureDisk", why);
    manifest.warnIfSet(spec.getCinder(), "spec.cinder", why);
    manifest.warnIfSet(spec.getGcePersistentDisk(), "spec.gcePersistentDisk", why);
    manifest.warnIfSet(spec.getVsphereVolume(), "spec.vsphereVolume", why);
  }

  PersistentVolumeClaim claim(io.fabric8.kubernetes.api.model.PersistentVolumeClaim source) {
    ObjectMeta metadata = Fields.metadata(manifest, source.getMetadata());
    var spec = manifest.required(source.getSpec(), "spec", "a mapping");
    var resources = spec.getResources();
    var status = source.getStatus();
    String phase = status == null ? "" : Fields.orEmpty(status.getPhase());
    OwnerReference owner = Fields.controller(metadata);
    return new PersistentVolumeClaim(
        Fields.namespace(metadata),
        metadata.getName(),
        Fields.orEmpty(metadata.getUid()),
        className(metadata, spec.getStorageClassName(), null),
        Fields.orEmpty(spec.getVolumeName()),
        Fields.hasAnnotation(metadata, BIND_COMPLETED),
        Fields.annotation(metadata, SELECTED_NODE),
        resources == null ? 0 : bytes(resources.getRequests(), "spec.resources.requests"),
        accessModes(spec.getAccessModes()),
        Fields.selector(manifest, spec.getSelector(), "spec.selector"),
        manifest.word(spec.getVolumeMode(), "spec.volumeMode", VOLUME_MODES, FILESYSTEM),
        phase.isEmpty() ? "Pending" : phase,
        owner != null && "Pod".equals(owner.getKind()) ? Fields.orEmpty(owner.getName()) : "",
        metadata.getDeletionTimestamp() != null,
        0);
  }

  /**
   * The old annotation goes before the field. Source: Kubernetes, {@code GetPersistentVolumeClass}.
   */
  @SuppressWarnings("NullAway") // what an absent class means is up to the caller
  private static String className(
      ObjectMeta metadata, @Nullable String field, @Nullable String absent) {
    if (Fields.hasAnnotation(metadata, BETA_CLASS)) {
      return Fields.annotation(metadata, BETA_CLASS);
    }
    return field == null ? absent : field;
  }

  private long bytes(
      @Nullable Map<String, io.fabric8.kubernetes.api.model.Quantity> amounts, String path) {
    return amounts == null || !amounts.containsKey(STORAGE)
        ? 0
        : Fields.amount(
            manifest, ResourceNames.EPHEMERAL_STORAGE, amounts.get(STORAGE), path + "." + STORAGE);
  }

  private Set<VolumeAccessMode> accessModes(@Nullable List<String> modes) {
    Set<VolumeAccessMode> set = EnumSet.noneOf(VolumeAccessMode.class);
    set.addAll(
        manifest.each(
            modes, "spec.accessModes", (mode, at) -> manifest.word(mode, at, Words.ACCESS_MODES)));
    return set;
  }

  StorageClass storageClass(io.fabric8.kubernetes.api.model.storage.StorageClass source) {
    ObjectMeta metadata = Fields.metadata(manifest, source.getMetadata());
    return new StorageClass(
        metadata.getName(),
        manifest.requiredText(source.getProvisioner(), "provisioner"),
        manifest.word(
            source.getVolumeBindingMode(), "volumeBindingMode", Words.WAITS_FOR_CONSUMER, false),
        manifest.each(source.getAllowedTopologies(), "allowedTopologies", this::topology),
        "true".equals(Fields.annotation(metadata, DEFAULT_CLASS)),
        0);
  }

  private NodeSelectorTerm topology(TopologySelectorTerm source, String path) {
    return new NodeSelectorTerm(
        manifest.each(
            source.getMatchLabelExpressions(),
            path + ".matchLabelExpressions",
            (item, at) ->
                new NodeSelectorRequirement(
                    manifest.requiredText(item.getKey(), at + ".key"),
                    NodeSelectorRequirement.Operator.IN,
                    manifest.texts(item.getValues(), at + ".values"))),
        List.of());
  }

  CsiNode csiNode(CSINode source) {
    var spec = source.getSpec();
    return new CsiNode(
        Fields.metadata(manifest, source.getMetadata()).getName(),
        spec == null
            ? List.of()
            : manifest.each(
                spec.getDrivers(),
                "spec.drivers",
                (driver, at) ->
                    new CsiNode.Driver(
                        manifest.requiredText(driver.getName(), at + ".name"),
                        driver.getAllocatable() == null ? null : driver.getAllocatable().getCount(),
                        manifest.texts(driver.getTopologyKeys(), at + ".topologyKeys"))),
        0);
  }
}
