package io.towtank.check;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.model.DeviceAllocation;
import io.towtank.model.DeviceGroup;
import io.towtank.model.DeviceRequest;
import io.towtank.model.Node;
import io.towtank.model.Pod;
import io.towtank.model.PodSpec;
import io.towtank.model.ResourceList;
import io.towtank.model.ResourceNames;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NodeBooksTest {
  private static final Node NODE =
      Node.builder("n1", ResourceList.of(4000, 8000).with(ResourceNames.PODS, 10))
          .devices(List.of(new DeviceGroup("gpu", 2, "")))
          .build();

  private static Pod pod(int device) {
    PodSpec spec =
        PodSpec.builder()
            .requests(ResourceList.of(500, 100))
            .devices(List.of(new DeviceRequest("gpu", 1, 300)))
            .build();
    return Pod.builder("a", spec)
        .devices(List.of(new DeviceAllocation("gpu", List.of(device), 300)))
        .build();
  }

  @Test
  void booksThatDifferAreFound() {
    NodeBooks kept = new NodeBooks(NODE);
    NodeBooks anew = new NodeBooks(NODE);
    kept.book(pod(0), 1);
    anew.book(pod(1), 1);

    assertThatThrownBy(() -> kept.checkEquals(anew, 7))
        .isInstanceOf(InvariantViolation.class)
        .hasMessage(
            "at 7 ns, node n1: expected 1 pods, cpu 500, memory 100, gpu [0, 300],"
                + " found 1 pods, cpu 500, memory 100, gpu [300, 0]");
  }

  @Test
  void booksOfTheSamePodsAreEqual() {
    NodeBooks kept = new NodeBooks(NODE);
    kept.add(pod(0), 0);
    kept.add(pod(1), 0);
    kept.remove(pod(0), 0);
    NodeBooks anew = new NodeBooks(NODE);
    anew.book(pod(1), 1);

    assertThatCode(() -> kept.checkEquals(anew, 0)).doesNotThrowAnyException();
  }

  @Test
  void aPodThatIsTakenAwayTwice() {
    NodeBooks books = new NodeBooks(NODE);

    assertThatThrownBy(() -> books.remove(pod(0), 0))
        .isInstanceOf(InvariantViolation.class)
        .hasMessage("at 0 ns, node n1: expected no fewer pods than none, found -1 pods");
  }
}
