package io.towtank.scenarios.cli;

import io.towtank.reports.file.Json;
import io.towtank.reports.table.Document;
import io.towtank.reports.table.Table;
import io.towtank.reports.table.Table.Column;
import io.towtank.scenarios.load.Services;
import io.towtank.scheduling.framework.EnabledPlugin;
import io.towtank.scheduling.framework.ExtensionPoint;
import io.towtank.scheduling.framework.PluginFactory;
import io.towtank.scheduling.framework.SchedulingPolicy;
import io.towtank.text.InputException;
import io.towtank.text.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the scheduling policies and what they are made of. */
@Command(
    name = "policies",
    description = "List the scheduling policies and plugins, or explain one.",
    footer = {"  bin/towtank policies", "  bin/towtank policies kubernetes-default"})
final class PoliciesCommand implements Runnable {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "A policy to explain; all where it is left out.")
  private @Nullable String name;

  @Mixin private PrintArguments print;

  @Override
  public void run() {
    SortedMap<String, SchedulingPolicy> policies = Services.policies();
    SortedMap<String, PluginFactory> plugins = Services.plugins();
    if (name != null && !policies.containsKey(name)) {
      throw new InputException(
          "no policy '" + name + "'" + NearestName.hint(name, policies.keySet()));
    }
    Collection<SchedulingPolicy> shown =
        name == null ? policies.values() : policies.subMap(name, name + "\0").values();
    print.out(
        () -> Json.pretty(asTree(shown, plugins)),
        () ->
            name == null
                ? list(shown, plugins.values())
                : explanation(shown.iterator().next(), plugins));
  }

  private static Document list(
      Collection<SchedulingPolicy> policies, Collection<PluginFactory> plugins) {
    Table policyTable = entries("policy");
    policies.forEach(policy -> policyTable.row(policy.name(), policy.summary()));
    Table pluginTable = entries("plugin");
    plugins.forEach(plugin -> pluginTable.row(plugin.name(), plugin.summary()));
    return Document.of("Policies (--policy NAME, or scheduler.policy):")
        .wholeTable(policyTable)
        .gap()
        .line("Plugins (scheduler.profile.plugins):")
        .wholeTable(pluginTable);
  }

  private static Table entries(String head) {
    return new Table(List.of(Column.words(head), Column.words("what it does")));
  }

  private static Document explanation(
      SchedulingPolicy policy, SortedMap<String, PluginFactory> plugins) {
    Table table = entries("plugin");
    for (EnabledPlugin plugin : policy.profile().plugins()) {
      PluginFactory factory = plugins.get(plugin.name());
      table.row(plugin.name(), factory == null ? "" : factory.summary());
      List<String> details = details(plugin);
      if (!details.isEmpty()) {
        table.row("", "(" + String.join("; ", details) + ")");
      }
    }
    return Document.of(policy.name() + ": " + policy.summary()).gap().wholeTable(table);
  }

  private static List<String> details(EnabledPlugin plugin) {
    List<String> details = new ArrayList<>();
    if (plugin.weight() != 1) {
      details.add("weight " + plugin.weight());
    }
    if (!plugin.points().isEmpty()) {
      details.add(pointsInWords(plugin));
    }
    if (!plugin.args().toString().equals("{}")) {
      details.add("args " + plugin.args());
    }
    return details;
  }

  private static String pointsInWords(EnabledPlugin plugin) {
    Set<ExtensionPoint> left = EnumSet.allOf(ExtensionPoint.class);
    left.removeAll(plugin.points());
    return left.size() < plugin.points().size()
        ? "not at " + String.join(", ", left.stream().map(ExtensionPoint::fieldName).toList())
        : "at " + String.join(", ", points(plugin));
  }

  private static List<String> points(EnabledPlugin plugin) {
    return new TreeSet<>(plugin.points()).stream().map(ExtensionPoint::fieldName).toList();
  }

  private static List<Object> asTree(
      Collection<SchedulingPolicy> policies, SortedMap<String, PluginFactory> factories) {
    List<Object> list = new ArrayList<>();
    for (SchedulingPolicy policy : policies) {
      List<Object> plugins = new ArrayList<>();
      for (EnabledPlugin plugin : policy.profile().plugins()) {
        PluginFactory factory = factories.get(plugin.name());
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", plugin.name());
        entry.put("summary", factory == null ? "" : factory.summary());
        entry.put("weight", plugin.weight());
        entry.put("points", points(plugin));
        entry.put("args", plugin.args().toString());
        plugins.add(entry);
      }
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", policy.name());
      entry.put("summary", policy.summary());
      entry.put("plugins", plugins);
      list.add(entry);
    }
    return list;
  }
}
