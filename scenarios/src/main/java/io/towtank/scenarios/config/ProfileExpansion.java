package io.towtank.scenarios.config;

import io.towtank.plugins.device.DeviceShare;
import io.towtank.plugins.kubernetes.NodeResourcesFit;
import io.towtank.plugins.policy.KubernetesDefault;
import io.towtank.scenarios.config.ConfigurationFields.PluginConfigFields;
import io.towtank.scenarios.config.ConfigurationFields.PluginEntry;
import io.towtank.scenarios.config.ConfigurationFields.PluginFields;
import io.towtank.scenarios.config.ConfigurationFields.PluginSet;
import io.towtank.scenarios.config.ConfigurationFields.ProfileFields;
import io.towtank.scenarios.yaml.FieldPath;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.ExtensionPoint;
import io.towtank.scheduling.framework.PluginArgs;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.runtime.PluginRegistry;
import io.towtank.text.NearestName;
import io.towtank.text.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Works out which plugins a profile has at which extension point, in which order, with which
 * weights and arguments.
 *
 * <p>Source: kube-scheduler v1.34, {@code mergePluginSet}, {@code expandMultiPointPlugins} and
 * {@code getScoreWeights}: the file's multiPoint plugins are merged into the default ones; at each
 * point come first those that stand both there and in multiPoint, in the point's order, then the
 * other multiPoint ones, then the rest of the point's own.
 *
 * <p>{@link DeviceShare} is none of kube-scheduler's plugins: it does what the kubelet does there,
 * and takes part in every profile that does not disable it by name.
 */
final class ProfileExpansion {
  private static final String ALL = "*";

  private final ProfileFields profile;
  private final String path;
  private final ConfigurationReader reader;
  private final PluginRegistry registry;
  private final Set<String> known = new TreeSet<>();
  private final List<PluginEntry> multiPoint;
  private final Map<String, PluginArgs> args = new TreeMap<>();
  private final Map<String, PluginCheck> checks = new TreeMap<>();

  ProfileExpansion(
      ProfileFields profile, String path, PluginRegistry registry, ConfigurationReader reader) {
    this.profile = profile;
    this.path = path;
    this.reader = reader;
    this.registry = registry;
    registry.all().stream().map(PluginFactory::name).forEach(known::add);
    this.multiPoint = merge(defaults(), profile.plugins().multiPoint());
  }

  /** One entry for each plugin and point; the first of a plugin has its arguments. */
  List<EnabledPlugin> plugins() {
    Set<String> names = new LinkedHashSet<>();
    multiPoint.forEach(entry -> names.add(entry.name()));
    checkNames(profile.plugins().multiPoint(), "multiPoint");
    for (ExtensionPoint point : ExtensionPoint.values()) {
      setAt(point).enabled().forEach(entry -> names.add(entry.name()));
      checkNames(setAt(point), point.fieldName());
    }
    if (!profile.plugins().multiPoint().disables(DeviceShare.NAME)) {
      names.add(DeviceShare.NAME);
    }
    names.retainAll(known);
    readArgs(names);
    names.forEach(this::check);
    if (checks.values().stream().anyMatch(check -> !check.problems().isEmpty())) {
      return List.of();
    }
    Map<String, Integer> weights = weights(profile.plugins().score());
    List<EnabledPlugin> plugins = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (ExtensionPoint point : ExtensionPoint.values()) {
      List<String> expanded = expand(point, setAt(point));
      checkNumber(point, expanded);
      for (String name : expanded) {
        PluginArgs given = seen.add(name) ? argsOf(name) : PluginArgs.NONE;
        int weight = weights.getOrDefault(name, 1);
        plugins.add(new EnabledPlugin(name, weight, Set.of(point), given));
      }
    }
    return plugins;
  }

  private static List<PluginEntry> defaults() {
    return new KubernetesDefault()
        .profile().plugins().stream()
            .filter(plugin -> !plugin.name().equals(DeviceShare.NAME))
            .map(plugin -> new PluginEntry(plugin.name(), plugin.weight()))
            .toList();
  }

  private PluginSet setAt(ExtensionPoint point) {
    PluginFields plugins = profile.plugins();
    return switch (point) {
      case PRE_ENQUEUE -> plugins.preEnqueue();
      case QUEUE_SORT -> plugins.queueSort();
      case PRE_FILTER -> plugins.preFilter();
      case FILTER -> plugins.filter();
      case POST_FILTER -> plugins.postFilter();
      case PRE_SCORE -> plugins.preScore();
      case SCORE -> plugins.score();
      case RESERVE -> plugins.reserve();
      case PERMIT -> plugins.permit();
      case PRE_BIND -> plugins.preBind();
      case BIND -> plugins.bind();
      case POST_BIND -> plugins.postBind();
    };
  }

  /** Refuses names that nobody knows, and warns of those that mean nothing here. */
  private void checkNames(PluginSet set, String field) {
    String enabledPath = path + ".plugins." + field + ".enabled";
    for (int i = 0; i < set.enabled().size(); i++) {
      String name = set.enabled().get(i).name();
      if (!known.contains(name)) {
        reader.refuse(FieldPath.item(enabledPath, i) + ".name", unknown(name));
      }
    }
    for (PluginEntry entry : set.disabled()) {
      if (!entry.name().equals(ALL) && !known.contains(entry.name())) {
        reader.warn(
            path + ".plugins." + field + ".disabled has no effect: " + unknown(entry.name()));
      }
    }
  }

  private String unknown(String name) {
    return "there is no plugin " + Shown.quoted(name) + NearestName.hint(name, known);
  }

  /**
   * The default plugins, changed in place where the file has its own entry, and then the file's.
   */
  private static List<PluginEntry> merge(List<PluginEntry> defaults, PluginSet custom) {
    List<PluginEntry> merged = new ArrayList<>();
    List<Integer> replacing = new ArrayList<>();
    if (!custom.disables(ALL)) {
      for (PluginEntry entry : defaults) {
        if (custom.disables(entry.name())) {
          continue;
        }
        int own = lastIndexOf(custom.enabled(), entry.name());
        merged.add(own < 0 ? entry : custom.enabled().get(own));
        replacing.add(own);
      }
    }
    for (int i = 0; i < custom.enabled().size(); i++) {
      if (!replacing.contains(i)) {
        merged.add(custom.enabled().get(i));
      }
    }
    return merged;
  }

  private static int lastIndexOf(List<PluginEntry> entries, String name) {
    int last = -1;
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).name().equals(name)) {
        last = i;
      }
    }
    return last;
  }

  private void readArgs(Set<String> enabled) {
    List<PluginConfigFields> configs = profile.pluginConfig();
    for (int i = 0; i < configs.size(); i++) {
      PluginConfigFields config = configs.get(i);
      String configPath = FieldPath.item(path + ".pluginConfig", i);
      String name = config.name();
      if (!known.contains(name)) {
        reader.refuse(configPath + ".name", unknown(name));
        continue;
      }
      try {
        requireType(config.args(), "apiVersion", ConfigurationFields.API_VERSION);
        requireType(config.args(), "kind", name + "Args");
      } catch (IllegalArgumentException e) {
        reader.refuse(configPath + ".args", e.getMessage());
      }
      if (args.putIfAbsent(name, config.args().without("apiVersion", "kind")) != null) {
        reader.refuse(configPath, "found the plugin " + name + " twice, expected it once");
      }
      if (!enabled.contains(name)) {
        check(name);
        reader.warn(configPath + " has no effect: the profile does not enable the plugin " + name);
      }
    }
  }

  private static void requireType(PluginArgs args, String key, String expected) {
    String found = args.string(key, expected);
    if (!found.equals(expected)) {
      throw new IllegalArgumentException(
          key + ": found " + Shown.quoted(found) + ", expected '" + expected + "'");
    }
  }

  private PluginArgs argsOf(String name) {
    return args.getOrDefault(name, PluginArgs.NONE);
  }

  /** Makes the plugin once, to see where it takes part and whether it takes its arguments. */
  private void check(String name) {
    PluginCheck check =
        PluginCheck.of(new EnabledPlugin(name, 1, Set.of(), argsOf(name)), registry);
    checks.put(name, check);
    check.problems().forEach(problem -> reader.refuse(argsPath(name), problem));
  }

  private String argsPath(String name) {
    for (int i = 0; i < profile.pluginConfig().size(); i++) {
      if (profile.pluginConfig().get(i).name().equals(name)) {
        return FieldPath.item(path + ".pluginConfig", i) + ".args";
      }
    }
    return path;
  }

  private boolean takesPart(String name, ExtensionPoint point) {
    PluginCheck check = checks.get(name);
    return check != null && check.points().contains(point);
  }

  private List<String> expand(ExtensionPoint point, PluginSet set) {
    Set<String> own = new LinkedHashSet<>();
    String enabledPath = path + ".plugins." + point.fieldName() + ".enabled";
    for (int i = 0; i < set.enabled().size(); i++) {
      String name = set.enabled().get(i).name();
      if (!known.contains(name)) {
        continue;
      }
      if (!takesPart(name, point)) {
        reader.refuse(
            FieldPath.item(enabledPath, i), name + " takes no part in " + point.fieldName());
      } else if (!own.add(name)) {
        reader.refuse(FieldPath.item(enabledPath, i), "found " + name + " twice, expected it once");
      }
    }
    List<String> expanded = new ArrayList<>();
    if (set.disables(ALL)) {
      expanded.addAll(own);
    } else {
      Set<String> common = new LinkedHashSet<>();
      Set<String> spread = new LinkedHashSet<>();
      for (PluginEntry entry : multiPoint) {
        String name = entry.name();
        if (!takesPart(name, point) || set.disables(name)) {
          continue;
        }
        if (own.contains(name)) {
          common.add(name);
        } else if (!spread.add(name)) {
          reader.refuse(
              path + ".plugins.multiPoint.enabled", "found " + name + " twice, expected it once");
        }
      }
      own.stream().filter(common::contains).forEach(expanded::add);
      expanded.addAll(spread);
      own.stream().filter(name -> !common.contains(name)).forEach(expanded::add);
    }
    if (takesPart(DeviceShare.NAME, point)
        && !set.disables(DeviceShare.NAME)
        && !expanded.contains(DeviceShare.NAME)) {
      int fit = expanded.indexOf(NodeResourcesFit.NAME);
      expanded.add(fit < 0 ? expanded.size() : fit + 1, DeviceShare.NAME);
    }
    return expanded;
  }

  private void checkNumber(ExtensionPoint point, List<String> plugins) {
    if (point == ExtensionPoint.QUEUE_SORT && plugins.size() != 1) {
      reader.refuse(
          path + ".plugins",
          "found " + plugins.size() + " plugins for queueSort, expected one, such as PrioritySort");
    }
    if (point == ExtensionPoint.BIND && plugins.isEmpty()) {
      reader.refuse(
          path + ".plugins",
          "found no plugin for bind, expected one or more, such as DefaultBinder");
    }
  }

  /** A weight under score goes before one under multiPoint; one of 0, or none, is 1. */
  private Map<String, Integer> weights(PluginSet score) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    List<PluginEntry> entries = new ArrayList<>(score.enabled());
    entries.addAll(multiPoint);
    for (PluginEntry entry : entries) {
      weights.putIfAbsent(entry.name(), Math.max(1, entry.weight()));
    }
    return weights;
  }
}
