package io.towtank.api;

import io.towtank.model.Container;
import io.towtank.model.LimitRange;
import io.towtank.model.LimitRange.Item;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Gives containers the defaults of their namespace's limit ranges, and refuses pods that ask for
 * too much or too little. Source: Kubernetes v1.34, admission plugin {@code LimitRanger}.
 */
final class LimitRangeAdmission implements Admission<Pod> {
  private final ObjectStore<LimitRange> limitRanges;

  LimitRangeAdmission(ObjectStore<LimitRange> limitRanges) {
    this.limitRanges = limitRanges;
  }

  @Override
  public Pod admit(Pod pod) throws Refused {
    if (limitRanges.size() == 0) {
      return pod;
    }
    List<Item> items = new ArrayList<>();
    for (LimitRange range : limitRanges.list()) {
      if (range.namespace().equals(pod.namespace())) {
        range.items().forEach(item -> items.add(item.withDefaults()));
      }
    }
    if (items.isEmpty()) {
      return pod;
    }
    PodSpec spec = defaulted(pod.spec(), items);
    List<String> problems = new ArrayList<>();
    items.forEach(item -> check(item, spec, problems));
    if (!problems.isEmpty()) {
      throw new Refused(String.join("; ", problems));
    }
    return pod.toBuilder().spec(spec).build();
  }

  private static PodSpec defaulted(PodSpec spec, List<Item> items) {
    return spec.toBuilder()
        .containers(defaulted(spec.containers(), items))
        .initContainers(defaulted(spec.initContainers(), items))
        .build();
  }

  private static List<Container> defaulted(List<Container> containers, List<Item> items) {
    List<Container> all = new ArrayList<>();
    for (Container container : containers) {
      Container filled = container;
      for (Item item : items) {
        if (item.type() == LimitRange.Type.CONTAINER) {
          filled =
              filled.withResources(
                  filled(filled.requests(), item.defaultRequests()),
                  filled(filled.limits(), item.defaultLimits()));
        }
      }
      all.add(filled);
    }
    return all;
  }

  private static ResourceList filled(ResourceList stated, ResourceList defaults) {
    ResourceList all = stated;
    for (int i = 0; i < defaults.size(); i++) {
      if (!all.contains(defaults.name(i))) {
        all = all.with(defaults.name(i), defaults.amount(i));
      }
    }
    return all;
  }

  private static void check(Item item, PodSpec spec, List<String> problems) {
    switch (item.type()) {
      case CONTAINER -> {
        for (Container container : spec.containers()) {
          check(item, container.requests(), container.limits(), "Container", problems);
        }
        for (Container container : spec.initContainers()) {
          check(item, container.requests(), container.limits(), "Container", problems);
        }
      }
      case POD ->
          check(
              item,
              ofPod(spec, Container::requests),
              ofPod(spec, Container::limits),
              "Pod",
              problems);
      case PERSISTENT_VOLUME_CLAIM -> {
        // It is no limit of pods.
      }
    }
  }

  /** Sums what all containers state; a resource that one leaves open is open for the pod. */
  private static ResourceList ofPod(PodSpec spec, Function<Container, ResourceList> amounts) {
    ResourceList sum = ResourceList.EMPTY;
    for (Container container : spec.containers()) {
      sum = sum.plus(amounts.apply(container));
    }
    for (Container container : spec.containers()) {
      for (int i = sum.size() - 1; i >= 0; i--) {
        if (!amounts.apply(container).contains(sum.name(i))) {
          sum = sum.without(sum.name(i));
        }
      }
    }
    for (Container container : spec.initContainers()) {
      sum = sum.max(amounts.apply(container));
    }
    return sum;
  }

  private static void check(
      Item item, ResourceList requests, ResourceList limits, String type, List<String> problems) {
    for (int i = 0; i < item.min().size(); i++) {
      String name = item.min().name(i);
      long min = item.min().amount(i);
      String rule = rule("minimum", name, type, min);
      if (!requests.contains(name)) {
        problems.add(rule + ".  No request is specified");
      } else if (requests.get(name) < min) {
        problems.add(rule + ", but request is " + requests.get(name));
      } else if (limits.contains(name) && limits.get(name) < min) {
        problems.add(rule + ", but limit is " + limits.get(name));
      }
    }
    for (int i = 0; i < item.max().size(); i++) {
      String name = item.max().name(i);
      long max = item.max().amount(i);
      String rule = rule("maximum", name, type, max);
      if (!limits.contains(name)) {
        problems.add(rule + ".  No limit is specified");
      } else if (limits.get(name) > max) {
        problems.add(rule + ", but limit is " + limits.get(name));
      } else if (requests.get(name) > max) {
        problems.add(rule + ", but request is " + requests.get(name));
      }
    }
    for (int i = 0; i < item.maxLimitRequestRatio().size(); i++) {
      String name = item.maxLimitRequestRatio().name(i);
      long ratioMilli = item.maxLimitRequestRatio().amount(i);
      String rule =
          String.format(
              Locale.ROOT,
              "%s max limit to request ratio per %s is %s",
              name,
              type,
              ratioMilli / 1000.0);
      if (requests.get(name) == 0 || limits.get(name) == 0) {
        problems.add(rule + ", but request or limit is not specified or 0");
      } else if (1000.0 * limits.get(name) / requests.get(name) > ratioMilli) {
        problems.add(
            rule + ", but provided ratio is " + (double) limits.get(name) / requests.get(name));
      }
    }
  }

  private static String rule(String which, String resource, String type, long amount) {
    return which
        + " "
        + resource
        + " usage per "
        + type
        + " is "
        + amount
        + " "
        + ResourceNames.unit(resource);
  }
}
