package io.towtank.workloads.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.Node;
import io.towtank.model.ResourceList;
import io.towtank.text.InputException;
import io.towtank.workloads.Traces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NodeRankFileTest {
  private static final List<Node> NODES =
      Stream.of("node-1", "node-2", "10-node")
          .map(name -> Node.builder(name, ResourceList.of(1000, 1000)).build())
          .toList();

  @TempDir private Path directory;

  @Test
  void readsRankAndName() throws IOException {
    Path file = Traces.writeGzip(directory, "ranks.txt.gz", "0002-node-1\n0-10-node\n17-node-2\n");

    assertThat(NodeRankFile.read(file, NODES))
        .containsExactlyInAnyOrderEntriesOf(Map.of("node-1", 2L, "10-node", 0L, "node-2", 17L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "node-1                       | :1: found 'node-1', expected a line such as 0042-node-7, the"
            + " rank first",
        "1-node-1;2-node-3            | :2: there is no node 'node-3'; did you mean 'node-1'?",
        "1-node-1;2-node-1            | :2: node 'node-1' has a rank already",
        "1-node-1;01-node-2           | :2: rank 1 is that of node 'node-1' already",
        "1-node-1;2-node-2            | : 1 nodes have no rank, the first of them is '10-node'",
        "1234567890123456789-node-1   | :1: found '1234567890123456789-node-1', expected a line such"
            + " as 0042-node-7, the rank first",
      })
  void refusesWhatIsNotRight(String lines, String message) {
    Path file = Traces.write(directory, "ranks.txt", lines.replace(';', '\n'));

    assertThatThrownBy(() -> NodeRankFile.read(file, NODES))
        .isInstanceOf(InputException.class)
        .hasMessage(file + message);
  }
}
