package io.towtank.scenarios.capacity;

import io.towtank.scenarios.binding.Reading;
import io.towtank.scenarios.binding.RecordReader;
import io.towtank.scenarios.load.Services;
import io.towtank.scenarios.spec.NodeGroupSpec;
import io.towtank.scenarios.spec.Scenario;
import io.towtank.scenarios.yaml.Problems;
import io.towtank.scenarios.yaml.YamlFile;
import io.towtank.scenarios.yaml.YamlReader;
import io.towtank.text.InputException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Kinds of nodes to choose from, with their prices. */
public final class NodeTypes {
  /** Most kinds in one file. */
  static final int TYPES_MAX = 30;

  private static final int PRICE_DECIMALS_MAX = 6;

  private final List<NodeTypeSpec> types;

  private NodeTypes(String shown, List<NodeTypeSpec> types) {
    this.types = List.copyOf(types);
    Set<String> names = new TreeSet<>();
    for (NodeTypeSpec type : types) {
      if (!names.add(type.name())) {
        throw new InputException(shown + ": nodeTypes: found two types named " + type.name());
      }
      if (BigDecimal.valueOf(type.price()).stripTrailingZeros().scale() > PRICE_DECIMALS_MAX) {
        throw new InputException(
            shown
                + ": nodeTypes: "
                + type.name()
                + ": price: found "
                + BigDecimal.valueOf(type.price()).toPlainString()
                + ", expected at most "
                + PRICE_DECIMALS_MAX
                + " decimals");
      }
    }
  }

  /**
   * The types of a file in YAML.
   *
   * @throws InputException with a line for each problem
   */
  public static NodeTypes read(Path file) {
    Problems problems = new Problems();
    Path directory = file.toAbsolutePath().normalize().getParent();
    NodeTypesSpec read =
        RecordReader.read(
            NodeTypesSpec.class,
            YamlReader.read(file.toString(), YamlFile.bytesOf(file, "node types"), problems),
            new Reading(directory == null ? file : directory, Services::names, problems));
    if (read == null || !problems.isEmpty()) {
      throw problems.exception();
    }
    return new NodeTypes(file.toString(), read.nodeTypes());
  }

  /**
   * The groups of a scenario's nodes as types of price 1, so that the fewest nodes are cheapest.
   *
   * @throws InputException if it has no groups
   */
  public static NodeTypes of(Scenario scenario) {
    String shown = scenario.source().shown();
    List<NodeGroupSpec> groups = scenario.spec().cluster().nodes();
    if (groups.isEmpty() || groups.size() > TYPES_MAX) {
      throw new InputException(
          shown
              + ": cluster.nodes has "
              + groups.size()
              + " groups, expected 1 to "
              + TYPES_MAX
              + ", or --node-types");
    }
    List<NodeTypeSpec> types = new ArrayList<>();
    groups.forEach(group -> types.add(NodeTypeSpec.of(group)));
    return new NodeTypes(shown, types);
  }

  /** The types, 1 to 30. */
  public List<NodeTypeSpec> types() {
    return types;
  }

  /** Prices in millionths, exactly. */
  long[] pricesMicros() {
    return types.stream()
        .mapToLong(
            type ->
                BigDecimal.valueOf(type.price())
                    .movePointRight(PRICE_DECIMALS_MAX)
                    .longValueExact())
        .toArray();
  }
}
