package io.towtank.plugins.kubernetes.volume;

import io.towtank.model.LabelSelector;
import io.towtank.model.Labels;
import io.towtank.model.NodeSelectorRequirement;
import io.towtank.model.NodeSelectorRequirement.Operator;
import io.towtank.model.NodeSelectorTerm;
import io.towtank.model.PersistentVolume;
import io.towtank.model.PersistentVolumeClaim;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.StorageClass;
import io.towtank.model.Volume;
import io.towtank.model.VolumeAccessMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Claims, volumes and pods as the tests draw them; labels as {@code "zone=a disk=ssd"}. */
final class VolumeObjects {
  static final String DRIVER = "csi.example.com";

  private static final long GIB = 1L << 30;

  private VolumeObjects() {}

  static Labels labels(String text) {
    TreeMap<String, String> map = new TreeMap<>();
    for (String label : text.split(" ", -1)) {
      if (!label.isEmpty()) {
        int equals = label.indexOf('=');
        map.put(label.substring(0, equals), label.substring(equals + 1));
      }
    }
    return Labels.of(map);
  }

  /** A term that wants one of the values, as {@code zone=a|b}. */
  static NodeSelectorTerm term(String text) {
    int equals = text.indexOf('=');
    return NodeSelectorTerm.ofLabels(
        new NodeSelectorRequirement(
            text.substring(0, equals),
            Operator.IN,
            List.of(text.substring(equals + 1).split("\\|", -1))));
  }

  static StorageClass waiting(String name, String provisioner, NodeSelectorTerm... allowed) {
    return new StorageClass(name, provisioner, true, List.of(allowed), 0);
  }

  static StorageClass immediate(String name) {
    return new StorageClass(name, DRIVER, false, List.of(), 0);
  }

  static Pod pod(String name, Volume... volumes) {
    return Pod.builder(name, PodSpec.builder().volumes(List.of(volumes)).build()).build();
  }

  /** A pod with a volume for each of these claims. */
  static Pod using(String name, String... claims) {
    return pod(
        name,
        Arrays.stream(claims).map(claim -> Volume.ofClaim(claim, claim)).toArray(Volume[]::new));
  }

  static ClaimBuilder claim(String name, String className) {
    return new ClaimBuilder(name, className);
  }

  static VolumeBuilder volume(String name, String className) {
    return new VolumeBuilder(name, className);
  }

  /** A pending claim for 1 GiB, read and written by one node. */
  static final class ClaimBuilder {
    private final String name;
    private final @Nullable String className;
    private String volume = "";
    private boolean bound;
    private String selectedNode = "";
    private long gib = 1;
    private VolumeAccessMode mode = VolumeAccessMode.READ_WRITE_ONCE;
    private @Nullable LabelSelector selector;
    private String volumeMode = "Filesystem";
    private String phase = "Pending";
    private String owner = "";
    private boolean terminating;

    private ClaimBuilder(String name, @Nullable String className) {
      this.name = name;
      this.className = className;
    }

    ClaimBuilder boundTo(String value) {
      volume = value;
      bound = true;
      phase = "Bound";
      return this;
    }

    ClaimBuilder asking(String value) {
      volume = value;
      return this;
    }

    ClaimBuilder on(String node) {
      selectedNode = node;
      return this;
    }

    ClaimBuilder gib(long value) {
      gib = value;
      return this;
    }

    ClaimBuilder mode(VolumeAccessMode value) {
      mode = value;
      return this;
    }

    ClaimBuilder selecting(String text) {
      selector = LabelSelector.ofLabels(labels(text));
      return this;
    }

    ClaimBuilder block() {
      volumeMode = "Block";
      return this;
    }

    ClaimBuilder lost(String value) {
      volume = value;
      phase = "Lost";
      return this;
    }

    ClaimBuilder of(String pod) {
      owner = pod;
      return this;
    }

    ClaimBuilder terminating() {
      terminating = true;
      return this;
    }

    PersistentVolumeClaim build() {
      return new PersistentVolumeClaim(
          "default",
          name,
          "uid-" + name,
          className,
          volume,
          bound,
          selectedNode,
          gib * GIB,
          Set.of(mode),
          selector,
          volumeMode,
          phase,
          owner,
          terminating,
          0);
    }
  }

  /** An available volume of 1 GiB that every node reaches. */
  static final class VolumeBuilder {
    private final String name;
    private final String className;
    private final List<NodeSelectorTerm> terms = new ArrayList<>();
    private Labels labels = Labels.EMPTY;
    private long gib = 1;
    private VolumeAccessMode mode = VolumeAccessMode.READ_WRITE_ONCE;
    private String claim = "";
    private String claimUid = "";
    private String volumeMode = "Filesystem";
    private String phase = "Available";
    private boolean terminating;

    private VolumeBuilder(String name, String className) {
      this.name = name;
      this.className = className;
    }

    VolumeBuilder labels(String text) {
      labels = VolumeObjects.labels(text);
      return this;
    }

    VolumeBuilder reachedFrom(String... texts) {
      Arrays.stream(texts).map(VolumeObjects::term).forEach(terms::add);
      return this;
    }

    VolumeBuilder reachedFrom(NodeSelectorTerm value) {
      terms.add(value);
      return this;
    }

    VolumeBuilder gib(long value) {
      gib = value;
      return this;
    }

    VolumeBuilder mode(VolumeAccessMode value) {
      mode = value;
      return this;
    }

    VolumeBuilder keptFor(String claimName, String uid) {
      claim = "default/" + claimName;
      claimUid = uid;
      return this;
    }

    VolumeBuilder block() {
      volumeMode = "Block";
      return this;
    }

    VolumeBuilder phase(String value) {
      phase = value;
      return this;
    }

    VolumeBuilder terminating() {
      terminating = true;
      return this;
    }

    PersistentVolume build() {
      return new PersistentVolume(
          name,
          labels,
          gib * GIB,
          Set.of(mode),
          className,
          terms.isEmpty() ? null : terms,
          claim,
          claimUid,
          DRIVER,
          name,
          volumeMode,
          phase,
          terminating,
          0);
    }
  }
}
