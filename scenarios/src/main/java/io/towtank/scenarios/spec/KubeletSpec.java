package io.towtank.scenarios.spec;

import io.towtank.kubelet.machine.MachineOptions;
import io.towtank.model.Pod;
import io.towtank.scenarios.binding.ByteSize;
import io.towtank.scenarios.binding.Default;
import io.towtank.scenarios.binding.Doc;
import io.towtank.scenarios.binding.Range;
import io.towtank.scenarios.binding.Size;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Machines and their kubelets. */
@Doc(
    "What all machines and their kubelets have in common; docs/kubelet-model.md says what they do.")
public record KubeletSpec(
    @Doc("From the decision to start a container until it runs.") @Default("1s")
        Duration containerStart,
    @Doc("How long an init container runs.") @Default("0s") Duration initContainerDuration,
    @Doc(
            "How long a container takes to end that is told to; where it is absent, all of its grace,"
                + " at whose end it is killed.")
        @Nullable Duration containerStop,
    @Doc("Bytes per second at which a machine pulls images.") @Range(min = "1") @Default("125M")
        ByteSize imageBandwidth,
    @Doc("Images that a machine pulls side by side, sharing its bandwidth.")
        @Range(min = "1", max = "1000")
        @Default("1")
        int parallelPulls,
    @Doc("Sizes of images.") @Size(max = 100_000) @Default("[]") List<ImageSpec> images,
    @Doc("Size of the images that are not listed; those of no size need no time.") @Default("0")
        ByteSize imageSize,
    @Doc("Free memory below which pods are evicted.") @Default("100Mi") ByteSize evictionMemory,
    @Doc(
            "From a kubelet's refusal of a pod until the API knows. A refused pod is made anew and"
                + " may be refused anew: this is the time that each round takes.")
        @Range(min = "1ms")
        @Default("20ms")
        Duration refusalDelay,
    @Doc("Memory that containers use, as a share of what they request.") @Default("0")
        MemoryUsageSpec memoryUsage) {
  /** What machines are made with. */
  public MachineOptions toModel() {
    SortedMap<String, Long> sizes = new TreeMap<>();
    for (ImageSpec image : images) {
      image.names().forEach(name -> sizes.put(name, image.size().bytes()));
    }
    return new MachineOptions(
        containerStart.toNanos(),
        initContainerDuration.toNanos(),
        containerStop == null ? Pod.NEVER : containerStop.toNanos(),
        imageBandwidth.bytes(),
        parallelPulls,
        sizes,
        imageSize.bytes(),
        evictionMemory.bytes(),
        refusalDelay.toNanos());
  }
}
