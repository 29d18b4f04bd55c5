package io.towtank.workloads.towtank;

import io.towtank.model.DeviceRequest;
import io.towtank.model.Labels;
import io.towtank.model.Namespace;
import io.towtank.model.OwnerReference;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import io.towtank.workloads.TraceAccounts;
import io.towtank.workloads.input.ArrivalSource;
import io.towtank.workloads.input.CsvLayout;
import io.towtank.workloads.input.CsvRow;
import io.towtank.workloads.input.CsvTable;
import io.towtank.workloads.input.PodBatch;
import io.towtank.workloads.input.RowCache;
import io.towtank.workloads.input.TablePart;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads pods in order of rows. */
final class TowtankCsvPods implements ArrivalSource {
  private static final List<String> COLUMNS =
      List.of(
          "name",
          "arrival_s",
          "duration_s",
          "cpu",
          "memory",
          "priority",
          "labels",
          "group",
          "namespace",
          "node_selector",
          "tolerations",
          "devices");
  private static final List<String> REQUIRED_TIMED = List.of("arrival_s", "cpu", "memory");
  private static final List<String> REQUIRED_ARRIVAL_ONLY = List.of("cpu", "memory");
  private static final String DEVICES_EXPECTED =
      "resource=amount;… such as nvidia.com/gpu=0.5 or nvidia.com/gpu=2, a part of one device in"
          + " thousandths or up to 1024 whole ones";
  private static final long PRIORITY_MAX = 1_000_000_000;
  private static final int DEVICES_MAX = 1024;
  private static final int NUMBER_CHARS_MAX = 12;

  private final CsvTable table;
  private final boolean timed;
  private final TraceAccounts accounts;
  private final ExtendedColumns extended;
  private final int name;
  private final int arrival;
  private final int duration;
  private final int namespace;
  private final int group;
  private final RowCache<PodSpec> specs;
  private final RowCache<Labels> labelLists;
  private final RowCache<OwnerReference> owners;
  private @Nullable CsvRow latest;
  private long rows;

  private TowtankCsvPods(CsvTable table, boolean timed, TraceAccounts accounts) {
    this.table = table;
    this.timed = timed;
    this.accounts = accounts;
    extended = ExtendedColumns.of(table);
    List<String> ofSpec = new ArrayList<>(table.columns());
    ofSpec.removeAll(List.of("name", "arrival_s", "duration_s", "labels", "group", "namespace"));
    specs = new RowCache<>(ofSpec.stream().mapToInt(table::column).toArray(), this::makeSpec);
    labelLists = new RowCache<>(new int[] {table.column("labels")}, TowtankCsvPods::makeLabels);
    name = table.column("name");
    arrival = table.column("arrival_s");
    duration = table.column("duration_s");
    namespace = table.column("namespace");
    group = table.column("group");
    owners = new RowCache<>(new int[] {group}, row -> new OwnerReference("Job", row.name(group)));
  }

  static TowtankCsvPods open(TablePart part, boolean timed, TraceAccounts accounts) {
    List<String> required = timed ? REQUIRED_TIMED : REQUIRED_ARRIVAL_ONLY;
    CsvTable table =
        CsvTable.open(
            part,
            CsvLayout.WITH_HEADER,
            opened -> opened.requireColumns(COLUMNS, ExtendedColumns::isOne, required));
    TowtankCsvPods pods = new TowtankCsvPods(table, timed, accounts);
    // The header is one of the rows before.
    pods.rows = Math.max(0, part.rowsBefore() - 1);
    return pods;
  }

  @Override
  public @Nullable PodBatch next() {
    CsvRow row = table.next();
    if (row == null) {
      return null;
    }
    latest = row;
    rows++;
    long arrivalNanos = timed ? row.secondsAsNanos(arrival) : 0;
    long durationNanos = timed && !row.isEmpty(duration) ? row.secondsAsNanos(duration) : Pod.NEVER;
    Pod pod =
        Pod.builder(row.isEmpty(name) ? "pod-" + rows : row.name(name), specs.get(row))
            .namespace(row.isEmpty(namespace) ? Namespace.DEFAULT : row.name(namespace))
            .labels(labelLists.get(row))
            .owner(row.isEmpty(group) ? null : owners.get(row))
            .durationNanos(durationNanos)
            .build();
    accounts.use();
    return new PodBatch(arrivalNanos, pod, 1);
  }

  @Override
  public long nextTime() {
    CsvRow row = table.nextUpTo(arrival);
    return row == null ? END : row.timeIfPlain(arrival);
  }

  @Override
  public String position() {
    return latest == null ? "" : latest.position();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }

  private static Labels makeLabels(CsvRow row) {
    return row.isEmpty("labels") ? Labels.EMPTY : CellLists.labels(row, "labels");
  }

  private PodSpec makeSpec(CsvRow row) {
    ResourceList requests =
        ResourceList.of(
            row.quantity("cpu", ResourceNames.CPU, CsvRow.CPU_MILLIS_MAX),
            row.quantity("memory", ResourceNames.MEMORY, CsvRow.MEMORY_BYTES_MAX));
    requests = extended.addTo(requests, row);
    PodSpec.Builder spec =
        PodSpec.builder()
            .requests(requests)
            .devices(devices(row, requests))
            .nodeSelector(CellLists.labels(row, "node_selector"))
            .tolerations(CellLists.tolerations(row, "tolerations"));
    if (!row.isEmpty("priority")) {
      spec.priority((int) row.integer("priority", Integer.MIN_VALUE, PRIORITY_MAX));
    }
    return spec.build();
  }

  private static List<DeviceRequest> devices(CsvRow row, ResourceList requests) {
    List<DeviceRequest> devices = new ArrayList<>();
    for (Map.Entry<String, String> pair :
        CellLists.pairs(row, "devices", DEVICES_EXPECTED).entrySet()) {
      long milli = milli(row, pair.getValue());
      if (requests.contains(pair.getKey())) {
        throw row.error("devices", "no resource that has a column of its own");
      }
      devices.add(
          milli < DeviceRequest.WHOLE
              ? new DeviceRequest(pair.getKey(), 1, (int) milli)
              : new DeviceRequest(
                  pair.getKey(), (int) (milli / DeviceRequest.WHOLE), DeviceRequest.WHOLE));
    }
    return devices;
  }

  private static long milli(CsvRow row, String amount) {
    try {
      if (amount.length() <= NUMBER_CHARS_MAX && amount.indexOf('e') < 0) {
        long milli = new BigDecimal(amount).movePointRight(3).longValueExact();
        boolean share = milli > 0 && milli < DeviceRequest.WHOLE;
        boolean whole =
            milli > 0
                && milli % DeviceRequest.WHOLE == 0
                && milli / DeviceRequest.WHOLE <= DEVICES_MAX;
        if (share || whole) {
          return milli;
        }
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // Said below, as for an amount that no device can give.
    }
    throw row.error("devices", DEVICES_EXPECTED);
  }
}
