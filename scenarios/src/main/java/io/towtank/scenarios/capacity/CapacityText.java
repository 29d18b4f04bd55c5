package io.towtank.scenarios.capacity;

import static io.towtank.reports.format.Humanize.amount;
import static io.towtank.reports.format.Humanize.count;
import static io.towtank.reports.format.Humanize.percent;

import io.towtank.reports.format.Humanize;
import io.towtank.reports.format.Numbers;
import io.towtank.reports.table.Document;
import io.towtank.reports.table.Table;
import io.towtank.reports.table.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Capacity, for people. */
public final class CapacityText {
  private CapacityText() {}

  /**
   * How many copies fit.
   *
   * @param rowsMax most nodes shown
   */
  public static Document of(FitReport fit, int rowsMax) {
    Document document = new Document();
    document.line(
        (fit.isLimited() ? "At least " : "")
            + count(fit.copies())
            + (fit.copies() == 1 ? " more copy" : " more copies")
            + " of "
            + fit.pod()
            + requests(fit)
            + (fit.copies() == 1 ? " fits on " : " fit on ")
            + count(fit.nodes())
            + (fit.nodes() == 1 ? " node." : " nodes."));
    if (!fit.stopReason().isEmpty()) {
      document.line("The next one stays pending: " + fit.stopReason());
    }
    document.line(
        "Upper bound, node by node, whoever places them: " + count(fit.upperBound()) + ".");
    if (!fit.perNode().isEmpty()) {
      Table table = new Table(List.of(Column.words("node"), Column.numbers("copies")));
      List<FitReport.NodeCopies> nodes = fit.perNode();
      for (FitReport.NodeCopies each : nodes.subList(0, Math.min(rowsMax, nodes.size()))) {
        table.row(each.node(), count(each.copies()));
      }
      document.gap().table(table);
      if (nodes.size() > rowsMax) {
        document.line("and " + count(nodes.size() - rowsMax) + " more nodes");
      }
    }
    return document;
  }

  private static String requests(FitReport fit) {
    if (fit.requests().isEmpty()) {
      return "";
    }
    return fit.requests().stream()
        .map(each -> each.resource() + " " + amount(each.amount(), each.unit()))
        .collect(Collectors.joining(", ", " (", ")"));
  }

  /** What is left. */
  public static Document of(HeadroomReport report) {
    Document document = new Document();
    Table table =
        new Table(
            List.of(
                Column.words("resource"),
                Column.numbers("allocatable"),
                Column.numbers("requested"),
                Column.numbers("free"),
                Column.numbers("free %"),
                Column.numbers("most on one node"),
                Column.words("node")));
    for (HeadroomReport.Resource each : report.resources()) {
      table.row(
          each.resource(),
          amount(each.allocatable(), each.unit()),
          amount(each.requested(), each.unit()),
          amount(each.free(), each.unit()),
          percent(each.freeRatio()),
          amount(each.largestFree(), each.unit()),
          each.largestFreeNode());
    }
    document.table(table);
    if (report.unschedulableNodes() > 0) {
      document.line(
          "Free is what is free on nodes that are not cordoned; cordoned: "
              + count(report.unschedulableNodes())
              + " of "
              + count(report.nodes())
              + ".");
    }
    if (!report.shapes().isEmpty()) {
      Table shapes =
          new Table(
              List.of(
                  Column.words("pods like"),
                  Column.words("requests"),
                  Column.numbers("there are"),
                  Column.numbers("more fit"),
                  Column.numbers("at most")));
      for (HeadroomReport.Shape shape : report.shapes()) {
        String wants = requests(shape.fit());
        shapes.row(
            shape.example(),
            wants.isEmpty() ? "nothing" : wants.substring(2, wants.length() - 1),
            count(shape.pods()),
            (shape.fit().isLimited() ? "≥ " : "") + count(shape.fit().copies()),
            count(shape.fit().upperBound()));
      }
      document.gap().table(shapes);
      document.line("Each line by itself: what one kind takes is not there for another.");
    }
    return document;
  }

  /** How many nodes can be lost. */
  public static Document of(SpareReport report) {
    Document document = new Document();
    document.line(anyNodes(report));
    if (!report.counterexample().isEmpty()) {
      document.line(
          "Without "
              + String.join(", ", report.counterexample())
              + " a pod stays pending: "
              + report.reason());
    }
    Quantiles random = report.randomOrder();
    Table table =
        new Table(
            List.of(
                Column.words("nodes that can be lost"),
                Column.numbers("nodes"),
                Column.numbers("of all")));
    row(
        table,
        "whichever they are" + (report.isExact() ? "" : ", at least"),
        report.anyNodes(),
        report);
    row(table, "the largest first", report.largestFirst(), report);
    String orders = "in random order, " + count(report.trials().size()) + " orders: ";
    row(table, orders + "worst", (int) random.min(), report);
    row(table, orders + "lower quartile", (int) random.p25(), report);
    row(table, orders + "median", (int) random.p50(), report);
    row(table, orders + "best", (int) random.max(), report);
    row(table, "upper bound for any choice", report.upperBound(), report);
    document.gap().wholeTable(table);
    return document;
  }

  private static String anyNodes(SpareReport report) {
    int any = report.anyNodes();
    String verdict =
        any == 0
            ? report.isExact()
                ? "N+0: not even every single node can be lost"
                : "N+0 at least: nothing was tried"
            : "N+"
                + any
                + (report.isExact() ? ": any " : " at least: any ")
                + count(any)
                + (any == 1 ? " node" : " nodes")
                + " can be lost and nothing stays pending";
    return verdict
        + " ("
        + count(report.choicesTried())
        + (report.choicesTried() == 1 ? " choice" : " choices")
        + " of nodes tried"
        + (report.isExact() ? "" : "; for more raise --choices")
        + ").";
  }

  private static void row(Table table, String what, int nodes, SpareReport report) {
    table.row(what, count(nodes), percent((double) nodes / report.nodes()));
  }

  /** How small a cluster each policy needs. */
  public static Document of(CompactionReport report) {
    Document document = new Document();
    document.line(
        count(report.pods())
            + (report.pods() == 1 ? " pod" : " pods")
            + " of "
            + count(report.nodes())
            + (report.nodes() == 1 ? " node" : " nodes")
            + " packed anew on the first of randomly ordered nodes; nodes needed, in percent of the"
            + " cluster:");
    Table table =
        new Table(
            List.of(
                Column.words("policy"),
                Column.numbers("trials"),
                Column.numbers("min"),
                Column.numbers("25 %"),
                Column.numbers("median"),
                Column.numbers("75 %"),
                Column.numbers("90 %"),
                Column.numbers("max"),
                Column.numbers("bound 90 %")));
    for (CompactionReport.PolicyResult each : report.policies()) {
      Quantiles q = each.percent();
      List<String> cells = new ArrayList<>();
      cells.add(each.policy());
      cells.add(count(each.trials().size()));
      for (double value : new double[] {q.min(), q.p25(), q.p50(), q.p75(), q.p90(), q.max()}) {
        cells.add(Numbers.fixed(value, 1));
      }
      cells.add(Numbers.fixed(each.lowerBoundPercent().p90(), 1));
      table.row(cells);
    }
    document.table(table);
    document.line(
        "The 90th percentile is the result: so large a cluster is enough in nine of ten orders.");
    if (report.pendingMax() > 0) {
      document.line(
          "Up to " + count(report.pendingMax()) + " picky pods (0.2 %) may stay pending.");
    }
    if (report.tiedPods() > 0) {
      document.line(
          count(report.tiedPods()) + " pods of daemon sets and static pods come with their node.");
    }
    withoutVolumes(document, report.podsWithoutVolumes());
    return document;
  }

  private static void withoutVolumes(Document document, int pods) {
    if (pods > 0) {
      document.line(
          "Volumes are taken to follow their pods: left out of " + count(pods) + " pods.");
    }
  }

  /** The nodes that a workload needs. */
  public static Document of(NodesReport report) {
    Document document = new Document();
    document.line(
        count(report.pods())
            + (report.pods() == 1 ? " pod" : " pods")
            + (report.maxWaitSeconds() > 0
                ? ", each bound within " + Humanize.duration(report.maxWaitSeconds())
                : ", none of which waits")
            + ":");
    Table table =
        new Table(
            List.of(
                Column.words("nodes of one type"),
                Column.numbers("price"),
                Column.numbers("fewest"),
                Column.numbers("cost"),
                Column.numbers("lower bound"),
                Column.numbers("gap"),
                Column.words("bound by")));
    for (NodesReport.TypeResult each : report.types()) {
      Integer nodes = each.nodes();
      Double cost = each.cost();
      Double gap = each.gapPercent();
      table.row(
          each.type(),
          money(each.price()),
          nodes == null ? "none" : count(nodes),
          cost == null ? "" : money(cost),
          each.lowerBound() == 0 ? "" : count(each.lowerBound()),
          gap == null ? "" : Numbers.fixed(gap, 1) + " %",
          each.boundBy());
    }
    document.table(table);
    for (NodesReport.TypeResult each : report.types()) {
      if (!each.why().isEmpty()) {
        document.line(each.type() + ": none found: " + each.why());
      }
    }
    mix(document, report);
    if (report.daemonPods() > 0) {
      document.line(
          count(report.daemonPods())
              + " pods of daemon sets and static pods were left out; make allocatable of the node"
              + " types smaller by what they need.");
    }
    withoutVolumes(document, report.podsWithoutVolumes());
    return document;
  }

  private static void mix(Document document, NodesReport report) {
    NodesReport.Mix mix = report.mix();
    if (mix == null) {
      if (report.types().size() > 1) {
        document.line("No mix was found.");
      }
      return;
    }
    Double gap = mix.gapPercent();
    document.line(
        "Cheapest mix found: "
            + mix.counts().stream()
                .map(each -> count(each.nodes()) + " × " + each.type())
                .collect(Collectors.joining(", "))
            + "; cost "
            + money(mix.cost())
            + ", lower bound "
            + money(mix.lowerBoundCost())
            + (gap == null ? "" : ", gap " + Numbers.fixed(gap, 1) + " %")
            + " ("
            + count(report.trials())
            + " simulations"
            + (report.isSearchCut() ? "; the search was cut short, see --trials" : "")
            + ").");
  }

  private static String money(double value) {
    return Numbers.plain(value);
  }
}
