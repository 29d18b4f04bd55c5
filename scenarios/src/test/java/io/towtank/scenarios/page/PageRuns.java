package io.towtank.scenarios.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.scenarios.cli.CommandLineOf;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the pages that the tests look at, by the command line as anyone would. */
final class PageRuns {
  /** A thousand nodes in three zones; one zone is lost, and a crash and a drain come later. */
  private static final String ZONE_LOSS =
      """
      apiVersion: towtank.io/v1
      kind: Scenario
      metadata: {name: zone-loss-of-a-thousand}
      horizon: 2h
      seed: 3
      cluster:
        nodes: [{name: node, count: 1000, capacity: {cpu: "8", memory: 32Gi}, zones: [a, b, c]}]
        objects: [shop.yaml]
      workload:
        replay: timed
        generate:
          pods: 1500
          interArrival: {exponential: {mean: 4s}}
          templates:
            - {name: batch, requests: {cpu: "2", memory: 4Gi}, duration: {exponential: {mean: 20m}}}
            - {name: huge, requests: {cpu: "64", memory: 4Gi}, duration: {constant: 10m}, weight: 0.01}
      faults:
        - {fault: zone-outage, targets: {names: [a]}, at: [20m], repair: 30m}
        - {fault: node-crash, targets: {zones: [b], count: 2}, at: [70m], repair: 10m}
        - {fault: cordon, targets: {zones: [c], count: 3}, at: [80m], repair: 20m}
      """;

  private static final String SHOP =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: shop}
      spec:
        replicas: 300
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec:
            containers:
              - name: shop
                image: example.com/shop:1
                resources: {requests: {cpu: "1", memory: 1Gi}}
      """;

  private final Path directory;

  PageRuns(Path directory) {
    this.directory = directory;
  }

  Path zoneLoss() throws IOException {
    Files.writeString(directory.resolve("shop.yaml"), SHOP);
    return page("run", write("zone-loss.yaml", ZONE_LOSS));
  }

  Path twoPolicies() throws IOException {
    Files.writeString(directory.resolve("shop.yaml"), SHOP);
    String smaller = ZONE_LOSS.replace("count: 1000", "count: 60").replace("replicas: 300", "20");
    return page(
        "compare",
        write("two.yaml", smaller.replace("pods: 1500", "pods: 400")),
        "--policies=kubernetes-default,best-fit");
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private Path page(String command, String scenario, String... options) {
    Path out = directory.resolve(Path.of(scenario).getFileName() + "-out");
    List<String> arguments = new ArrayList<>(List.of(command, scenario, "--quiet"));
    arguments.addAll(List.of(options));
    arguments.add("--out=" + out);
    StringWriter words = new StringWriter();
    int code = CommandLineOf.run(words, arguments.toArray(String[]::new));
    assertThat(code).as(words.toString()).isZero();
    return out.resolve("report.html");
  }
}
