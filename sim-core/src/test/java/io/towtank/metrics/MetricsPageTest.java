package io.towtank.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.towtank.model.Node;
import io.towtank.model.ResourceIndex;
import io.towtank.model.ResourceList;
import io.towtank.record.Distribution;
import io.towtank.record.RunSummary;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md} names every key and every column, and no others. */
final class MetricsPageTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

  @Test
  void thePageNamesEveryKeyAndColumn() throws IOException {
    Set<String> expected = new TreeSet<>();
    addKeys(RunSummary.class, "", expected);
    ResourceIndex index = new ResourceIndex();
    SeriesColumns columns = new SeriesColumns(index);
    columns.note(new NodeAccount(Node.builder("n", ResourceList.of(1, 0)).build(), index, 0));
    columns
        .schema(true)
        .columns()
        .forEach(column -> expected.add(column.key().replaceFirst("^cpu_", "<r>_")));

    Set<String> named =
        ROW.matcher(page()).results().map(row -> row.group(1)).collect(Collectors.toSet());

    assertThat(named).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void keysOfResourcesAreUnique() {
    ResourceIndex index = new ResourceIndex();
    SeriesColumns columns = new SeriesColumns(index);
    ResourceList alike = ResourceList.EMPTY.with("a/b", 1).with("a.b", 1);
    columns.note(new NodeAccount(Node.builder("n", alike).build(), index, 0));

    assertThat(columns.schema(false).columns().stream().map(column -> column.key()))
        .contains("a_b_arrived_ratio", "a_b_5_arrived_ratio")
        .doesNotHaveDuplicates();
  }

  /**
   * A record's components, those of records in it with a dot; distributions stand for themselves.
   */
  private static void addKeys(Class<?> type, String prefix, Set<String> keys) {
    for (RecordComponent component : type.getRecordComponents()) {
      String key = prefix + component.getName();
      keys.add(key);
      Class<?> inner = recordIn(component.getGenericType());
      boolean isOurs = inner.isRecord() && inner.getPackage() == RunSummary.class.getPackage();
      if (isOurs && inner != Distribution.class) {
        addKeys(inner, key + ".", keys);
      }
    }
  }

  private static Class<?> recordIn(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return (Class<?>) list.getActualTypeArguments()[0];
    }
    return type instanceof Class<?> plain ? plain : Object.class;
  }

  private static String page() throws IOException {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("docs/metrics.md"))) {
      directory = Objects.requireNonNull(directory.getParent(), "no docs/metrics.md in any parent");
    }
    return Files.readString(directory.resolve("docs/metrics.md"));
  }
}
