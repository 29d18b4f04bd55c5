package io.towtank.scenarios.capacity;

import io.towtank.model.ObjectMeta;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.PodTemplate;
import io.towtank.model.Quantity;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.model.StatefulSet;
import io.towtank.scenarios.run.ClusterState;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import io.towtank.workloads.kubernetes.ClusterSnapshot;
import io.towtank.workloads.kubernetes.ControllerObjects;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The pod of which copies are counted, as somebody names it. */
public final class WantedPod {
  private static final Pattern AMOUNTS = Pattern.compile("[^=,]+=[^,]*(,[^=,]+=[^,]*)*");
  private static final List<String> NATIVE =
      List.of(ResourceNames.CPU, ResourceNames.MEMORY, ResourceNames.EPHEMERAL_STORAGE);
  private static final String EXPECTED =
      "amounts such as cpu=500m,memory=1Gi, a manifest file with one pod or one workload, or a"
          + " pod of the cluster such as NAMESPACE/NAME";

  private WantedPod() {}

  /**
   * Reads what was typed.
   *
   * @param typed amounts of resources ({@code cpu=500m,memory=1Gi}), a pod of the cluster ({@code
   *     namespace/name}), or a manifest file
   * @return the pod, as its user would submit it
   * @throws InputException if it can't be read
   */
  public static Pod read(String typed, ClusterState state) {
    if (AMOUNTS.matcher(typed).matches()) {
      return Pod.builder("pod", PodSpec.builder().requests(amounts(typed)).build()).build();
    }
    Pod known = state.api().pods().get(typed);
    if (known != null) {
      return known;
    }
    Path file;
    try {
      file = Path.of(typed);
    } catch (InvalidPathException e) {
      throw new InputException("--pod: found " + Shown.quoted(typed) + ", expected " + EXPECTED, e);
    }
    if (!Files.exists(file)) {
      List<String> keys = state.api().pods().list().stream().map(Pod::key).toList();
      String hint = NearestName.hint(typed, keys);
      throw new InputException(
          "--pod: there is no file and no pod "
              + Shown.quoted(typed)
              + (hint.contains("did you mean") ? hint : "; expected " + EXPECTED));
    }
    return ofManifest(file, typed);
  }

  private static ResourceList amounts(String typed) {
    SortedMap<String, Long> amounts = new TreeMap<>();
    for (String part : typed.split(",", -1)) {
      int equals = part.indexOf('=');
      String name = part.substring(0, equals).strip();
      String value = part.substring(equals + 1).strip();
      if (!NATIVE.contains(name) && name.indexOf('/') < 0 && !name.startsWith("hugepages-")) {
        throw new InputException(
            "--pod: unknown resource "
                + Shown.quoted(name)
                + NearestName.hint(name, NATIVE)
                + "; others have a domain, such as nvidia.com/gpu");
      }
      long amount;
      try {
        amount = Quantity.parse(name, value);
      } catch (IllegalArgumentException e) {
        throw new InputException(
            "--pod: "
                + name
                + ": found "
                + Shown.quoted(value)
                + ", expected an amount such as "
                + (name.equals(ResourceNames.CPU) ? "500m" : NATIVE.contains(name) ? "1Gi" : "2"),
            e);
      }
      if (amounts.put(name, amount) != null) {
        throw new InputException("--pod: found " + name + " twice");
      }
    }
    return ResourceList.of(amounts);
  }

  private static Pod ofManifest(Path file, String typed) {
    ClusterSnapshot objects = ClusterSnapshot.readWithControllers(file);
    List<Pod> pods = new ArrayList<>(objects.pods());
    ControllerObjects controlled = objects.controllerObjects();
    controlled.deployments().forEach(each -> pods.add(pod(each.meta(), each.spec().template())));
    controlled.daemonSets().forEach(each -> pods.add(pod(each.meta(), each.spec().template())));
    controlled.jobs().forEach(each -> pods.add(pod(each.meta(), each.spec().template())));
    for (StatefulSet each : objects.statefulSets()) {
      PodTemplate template = each.spec().template();
      if (template != null) {
        pods.add(pod(each.meta(), template));
      }
    }
    if (pods.size() != 1) {
      throw new InputException(
          "--pod: "
              + Shown.sentence(typed)
              + ": found "
              + pods.size()
              + " pods and templates of pods, expected one (Pod, Deployment, StatefulSet, DaemonSet"
              + " or Job)");
    }
    return pods.get(0);
  }

  private static Pod pod(ObjectMeta meta, PodTemplate template) {
    return Pod.builder(meta.name(), template.spec())
        .namespace(meta.namespace())
        .labels(template.labels())
        .build();
  }
}
