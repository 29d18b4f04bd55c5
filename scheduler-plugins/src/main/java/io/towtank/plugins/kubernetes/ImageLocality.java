package io.towtank.plugins.kubernetes;

import io.towtank.model.Container;
import io.towtank.scheduling.framework.CycleState;
import io.towtank.scheduling.framework.Dependence;
import io.towtank.scheduling.framework.FrameworkHandle;
import io.towtank.scheduling.framework.NodeInfo;
import io.towtank.scheduling.framework.NodeJournal;
import io.towtank.scheduling.framework.NodeList;
import io.towtank.scheduling.framework.Plugin;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.PodInfo;
import io.towtank.scheduling.framework.PreScorePlugin;
import io.towtank.scheduling.framework.ScorePlugin;
import io.towtank.scheduling.framework.StateKey;
import io.towtank.scheduling.framework.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * Prefers nodes on which the pod's images lie already, init containers' included.
 *
 * <p>Each image on the node counts its size times the share of nodes that hold it, so that pods do
 * not heap up on the few that do. With s the sum and n the number of containers, the score is 100 ×
 * (s − 23 MiB) / (n × 1000 MiB − 23 MiB), s being held between these two bounds first.
 */
public final class ImageLocality implements PreScorePlugin, ScorePlugin {
  /** Name in profiles. */
  public static final String NAME = "ImageLocality";

  private static final long MEBIBYTE = 1024 * 1024;
  private static final long SUM_BYTES_MIN = 23 * MEBIBYTE;
  private static final long CONTAINER_BYTES_MAX = 1000 * MEBIBYTE;

  private static final StateKey<Images> IMAGES = new StateKey<>("pod images", Images.class);

  private final FrameworkHandle handle;

  ImageLocality(FrameworkHandle handle) {
    this.handle = handle;
  }

  /** Images of the pod that lie on some node. */
  private record Images(List<Image> present, int containers) {}

  /** An image and what it is worth where it lies. */
  private record Image(String name, long bytesScaled) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Status preScore(CycleState state, PodInfo pod, List<NodeInfo> feasible) {
    if (namesImages(pod.spec().containers()) || namesImages(pod.spec().initContainers())) {
      state.write(IMAGES, imagesOf(pod));
    }
    return Status.SUCCESS;
  }

  private static boolean namesImages(List<Container> containers) {
    for (int i = 0; i < containers.size(); i++) {
      if (!containers.get(i).image().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long score(CycleState state, PodInfo pod, NodeInfo node) {
    Images images = state.read(IMAGES);
    if (images == null) {
      return 0;
    }
    long sum = 0;
    for (int i = 0; i < images.present.size(); i++) {
      Image image = images.present.get(i);
      if (node.imageSizeBytes(image.name) >= 0) {
        sum += image.bytesScaled;
      }
    }
    return score(sum, images.containers);
  }

  private static long score(long sum, int containers) {
    long max = CONTAINER_BYTES_MAX * Math.max(1, containers);
    long bounded = Math.min(Math.max(sum, SUM_BYTES_MIN), max);
    return SCORE_MAX * (bounded - SUM_BYTES_MIN) / (max - SUM_BYTES_MIN);
  }

  @Override
  public Dependence scoreDependence() {
    return Dependence.ALL_NODE_SPECS;
  }

  /** With a single image nodes that hold it all have the same score, which seldom changes. */
  @Override
  public long allSpecsVersion(PodInfo pod, NodeJournal nodes) {
    List<Container> containers = pod.spec().containers();
    if (containers.size() != 1 || !pod.spec().initContainers().isEmpty()) {
      return nodes.imagesVersion();
    }
    List<Image> present = imagesOf(pod).present;
    return present.isEmpty() ? 0 : score(present.get(0).bytesScaled, 1);
  }

  private Images imagesOf(PodInfo pod) {
    NodeList nodes = handle.nodes();
    List<Container> containers = new ArrayList<>(pod.spec().initContainers());
    containers.addAll(pod.spec().containers());
    List<Image> present = new ArrayList<>();
    for (Container container : containers) {
      if (container.image().isEmpty()) {
        continue;
      }
      String name = normalize(container.image());
      if (nodes.imageNodeCount(name) > 0) {
        double spread = (double) nodes.imageNodeCount(name) / nodes.all().size();
        present.add(new Image(name, (long) (nodes.imageSizeBytes(name) * spread)));
      }
    }
    return new Images(present, containers.size());
  }

  /** Adds {@code :latest} to an image name without a tag. */
  static String normalize(String image) {
    return image.lastIndexOf(':') <= image.lastIndexOf('/') ? image + ":latest" : image;
  }

  /** Makes it; there are no arguments. */
  public static final class Factory implements PluginFactory {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "Prefers nodes that hold the pod's images already.";
    }

    @Override
    public Plugin create(PluginArgs args, FrameworkHandle handle) {
      return new ImageLocality(handle);
    }
  }
}
