package io.towtank.control.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towtank.text.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KubernetesVersionTest {
  private static final long SECOND = 1_000_000_000L;

  @ParameterizedTest
  @CsvSource({"1.31, 40", "v1.31.9, 40", "1.32, 50", "1.34.1, 50", "v1.100, 50"})
  void theGraceOfSilentNodesGrewWithOneThirtyTwo(String version, long seconds) {
    NodeLifecycleOptions options = NodeLifecycleOptions.of(KubernetesVersion.parse(version));

    assertThat(options.monitorGraceNanos()).isEqualTo(seconds * SECOND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "34", "2.0", "1.x", "1.34-rc1", "1.34567", "vv1.34"})
  void whatIsNoVersionIsNamed(String text) {
    assertThatThrownBy(() -> KubernetesVersion.parse(text))
        .isInstanceOf(InputException.class)
        .hasMessage("'" + text + "' is no version of Kubernetes; expected one such as 1.34");
  }

  @Test
  void versionsHaveAnOrder() {
    assertThat(KubernetesVersion.parse("1.9")).isLessThan(KubernetesVersion.parse("1.10"));
    assertThat(KubernetesVersion.DEFAULT).hasToString("1.34");
  }
}
