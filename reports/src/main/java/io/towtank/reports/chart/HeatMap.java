package io.towtank.reports.chart;

import io.towtank.record.NodeRow;
import io.towtank.reports.format.Humanize;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every node as a cell, by zone and name, as dark as it is full: one panel for each resource. A
 * cell of shareable devices is cut into one strip for each of them.
 */
final class HeatMap {
  private static final int PANELS_MAX = 4;
  private static final int ZONES_MAX = 8;
  private static final int LEVELS = 50;
  private static final double MARGIN = 24;
  private static final double GAP = 28;
  private static final double TOP = 94;
  private static final double BOTTOM = 476;
  private static final double ZONE_LABEL = 18;
  private static final double CELL_MAX = 64;
  private static final double CELL_MIN = 3;

  /** Smaller cells have no gaps between them. */
  private static final double GAP_SIDE_MIN = 5;

  private static final double DEVICE_WHOLE = 1000;

  private final List<NodeRow> nodes;
  private final List<String> resources;

  HeatMap(List<NodeRow> nodes) {
    this.nodes = new ArrayList<>(nodes);
    this.nodes.sort((a, b) -> compare(a, b));
    this.resources = panelResources(nodes);
  }

  /** Neighbours of one resource that share a cell, since there is no room for each. */
  private record Cell(double share, List<Integer> deviceFreeMilli) {}

  private record Zone(String name, List<NodeRow.Amount> amounts, List<NodeRow> rows) {}

  void draw(Graphics2D graphics, Rectangle2D area) {
    graphics.translate(0, area.getY() - Sheet.TITLE_HEIGHT);
    int panels = Math.max(1, resources.size());
    double width = (area.getWidth() - 2 * MARGIN - (panels - 1) * GAP) / panels;
    for (int i = 0; i < resources.size(); i++) {
      panel(graphics, resources.get(i), MARGIN + i * (width + GAP), width);
    }
    legend(graphics);
  }

  private void panel(Graphics2D graphics, String resource, double x, double width) {
    List<Zone> zones = zones(resource);
    int count = zones.stream().mapToInt(zone -> zone.rows().size()).sum();
    double allocated = 0;
    double allocatable = 0;
    for (Zone zone : zones) {
      for (NodeRow.Amount amount : zone.amounts()) {
        allocated += amount.allocated();
        allocatable += amount.allocatable();
      }
    }
    double labels = zones.size() > 1 ? ZONE_LABEL : 0;
    int group = 1;
    double side = side(zones, group, width, labels);
    while (side < CELL_MIN) {
      group++;
      side = side(zones, group, width, labels);
    }
    String share = Humanize.percent(allocatable > 0 ? allocated / allocatable : 0) + " allocated";
    String cells =
        Humanize.count(count)
            + (count == 1 ? " node" : " nodes")
            + (group > 1 ? ", " + group + " to a cell" : "");
    text(graphics, Labels.name(resource), x, 64, true, 17, Palette.INK);
    text(graphics, share + ", " + cells, x, 83, false, 14, Palette.MUTED);
    Path2D[] levels = new Path2D[LEVELS + 1];
    double y = TOP;
    int columns = Math.max(1, (int) (width / side));
    for (Zone zone : zones) {
      if (labels > 0) {
        String name = zone.name().isEmpty() ? "no zone" : "zone " + Labels.name(zone.name());
        text(graphics, name, x, y + 13, false, 13, Palette.MUTED);
        y += labels;
      }
      List<Cell> shares = cells(zone, group);
      field(levels, shares, columns, x, y, side);
      y += StrictMath.ceil((double) shares.size() / columns) * side;
    }
    paint(graphics, levels);
  }

  private static void field(
      Path2D[] levels, List<Cell> cells, int columns, double x, double y, double side) {
    boolean touch = side < GAP_SIDE_MIN;
    int alike;
    for (int i = 0; i < cells.size(); i += alike) {
      int row = i / columns;
      int column = i % columns;
      alike = touch ? alike(cells, i, Math.min(columns - column, cells.size() - i)) : 1;
      double left = x + column * side;
      double top = y + row * side;
      if (alike > 1) {
        rectangle(levels, cells.get(i).share(), left, top, alike * side, side);
      } else {
        cell(levels, cells.get(i), left, top, side);
      }
    }
  }

  /** How many cells from one on, which touch each other, look the same. */
  private static int alike(List<Cell> cells, int from, int max) {
    int count = 0;
    while (count < max
        && cells.get(from + count).deviceFreeMilli().isEmpty()
        && level(cells.get(from + count).share()) == level(cells.get(from).share())) {
      count++;
    }
    return Math.max(1, count);
  }

  private static void cell(Path2D[] levels, Cell cell, double x, double y, double side) {
    double inner = side >= GAP_SIDE_MIN ? side * 0.9 : side;
    int strips = cell.deviceFreeMilli().size();
    if (strips < 2 || inner / strips < 0.5) {
      rectangle(levels, cell.share(), x, y, inner, inner);
      return;
    }
    double strip = inner / strips;
    double gap = strip >= 3 ? Math.min(1, strip / 6) : 0;
    for (int i = 0; i < strips; i++) {
      double share = 1 - cell.deviceFreeMilli().get(i) / DEVICE_WHOLE;
      rectangle(levels, share, x + i * strip, y, strip - gap, inner);
    }
  }

  private static void rectangle(
      Path2D[] levels, double share, double x, double y, double width, double height) {
    int level = level(share);
    Path2D path = levels[level];
    if (path == null) {
      path = new Path2D.Double();
      levels[level] = path;
    }
    path.append(new Rectangle2D.Double(x, y, width, height), false);
  }

  private static int level(double share) {
    return (int) StrictMath.rint(Math.max(0, Math.min(1, share)) * LEVELS);
  }

  /** Cells have no oblique edges to be smoothed. */
  private static void paint(Graphics2D graphics, Path2D[] levels) {
    Object smoothing = graphics.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
    for (int level = 0; level <= LEVELS; level++) {
      if (levels[level] != null) {
        graphics.setPaint(Palette.share((double) level / LEVELS));
        graphics.fill(levels[level]);
      }
    }
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, smoothing);
  }

  private static void legend(Graphics2D graphics) {
    double y = 500;
    double x = MARGIN;
    text(graphics, "0 % allocated", x, y + 13, false, 14, Palette.MUTED);
    x += 100;
    for (int i = 0; i < LEVELS; i++) {
      graphics.setPaint(Palette.share((i + 0.5) / LEVELS));
      graphics.fill(new Rectangle2D.Double(x + i * 4, y, 4, 16));
    }
    text(graphics, "100 %", x + LEVELS * 4 + 10, y + 13, false, 14, Palette.MUTED);
  }

  private List<Zone> zones(String resource) {
    Map<String, Zone> zones = new TreeMap<>(HeatMap::compareNames);
    for (NodeRow row : nodes) {
      for (NodeRow.Amount amount : row.resources()) {
        if (amount.resource().equals(resource) && amount.allocatable() > 0) {
          Zone zone =
              zones.computeIfAbsent(
                  row.zone(), name -> new Zone(name, new ArrayList<>(), new ArrayList<>()));
          zone.amounts().add(amount);
          zone.rows().add(row);
        }
      }
    }
    if (zones.size() <= ZONES_MAX) {
      return List.copyOf(zones.values());
    }
    Zone all = new Zone("", new ArrayList<>(), new ArrayList<>());
    for (Zone zone : zones.values()) {
      all.amounts().addAll(zone.amounts());
      all.rows().addAll(zone.rows());
    }
    return List.of(all);
  }

  private static List<Cell> cells(Zone zone, int group) {
    List<Cell> cells = new ArrayList<>();
    for (int from = 0; from < zone.rows().size(); from += group) {
      double allocated = 0;
      double allocatable = 0;
      for (int i = from; i < Math.min(zone.rows().size(), from + group); i++) {
        allocated += zone.amounts().get(i).allocated();
        allocatable += zone.amounts().get(i).allocatable();
      }
      boolean split = group == 1 && hasDevices(zone.rows().get(from), zone.amounts().get(from));
      cells.add(
          new Cell(
              allocated / allocatable,
              split ? zone.rows().get(from).deviceFreeMilli() : List.of()));
    }
    return cells;
  }

  private static boolean hasDevices(NodeRow row, NodeRow.Amount amount) {
    return amount.unit().equals("milli")
        && row.deviceFreeMilli().size() * DEVICE_WHOLE == amount.allocatable();
  }

  private static double side(List<Zone> zones, int group, double width, double labels) {
    double height = BOTTOM - TOP - labels * zones.size();
    for (double side = CELL_MAX; side > CELL_MIN - 0.25; side -= 0.25) {
      int columns = Math.max(1, (int) (width / side));
      double rows = 0;
      for (Zone zone : zones) {
        double cells = StrictMath.ceil((double) zone.rows().size() / group);
        rows += StrictMath.ceil(cells / columns);
      }
      if (rows * side <= height) {
        return side;
      }
    }
    return 0;
  }

  private static List<String> panelResources(List<NodeRow> nodes) {
    List<String> names = new ArrayList<>();
    for (NodeRow row : nodes) {
      for (NodeRow.Amount amount : row.resources()) {
        if (amount.allocatable() > 0
            && !amount.resource().equals("pods")
            && !names.contains(amount.resource())) {
          names.add(amount.resource());
        }
      }
    }
    return names.subList(0, Math.min(PANELS_MAX, names.size()));
  }

  private static int compare(NodeRow a, NodeRow b) {
    int byZone = compareNames(a.zone(), b.zone());
    return byZone == 0 ? compareNames(a.name(), b.name()) : byZone;
  }

  /** Shorter runs of digits first, so that node-9 stands before node-10. */
  private static int compareNames(String a, String b) {
    int i = 0;
    int k = 0;
    while (i < a.length() && k < b.length()) {
      int digitsA = digits(a, i);
      int digitsB = digits(b, k);
      if (digitsA > 0 && digitsB > 0 && digitsA != digitsB) {
        return Integer.compare(digitsA, digitsB);
      }
      if (a.charAt(i) != b.charAt(k)) {
        return Character.compare(a.charAt(i), b.charAt(k));
      }
      i++;
      k++;
    }
    return Integer.compare(a.length() - i, b.length() - k);
  }

  private static int digits(String text, int from) {
    int to = from;
    while (to < text.length() && text.charAt(to) >= '0' && text.charAt(to) <= '9') {
      to++;
    }
    return to - from;
  }

  private static void text(
      Graphics2D graphics, String text, double x, double y, boolean bold, int size, Color color) {
    graphics.setFont(bold ? ChartFont.bold(size) : ChartFont.regular(size));
    graphics.setPaint(color);
    graphics.drawString(text, (float) x, (float) y);
  }
}
