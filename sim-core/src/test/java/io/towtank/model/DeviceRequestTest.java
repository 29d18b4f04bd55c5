package io.towtank.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeviceRequestTest {
  @Test
  void amountsAreThousandthsInAll() {
    assertThat(new DeviceRequest("gpu", 1, 250).totalMilli()).isEqualTo(250);
    assertThat(new DeviceRequest("gpu", 4, 1000).totalMilli()).isEqualTo(4000);
    assertThat(new DeviceRequest("gpu", Integer.MAX_VALUE, 1000).totalMilli())
        .isEqualTo(2_147_483_647_000L);
    assertThat(new DeviceGroup("gpu", 8, "").totalMilli()).isEqualTo(8000);
  }

  @Test
  void onlyPartOfADeviceIsAShare() {
    assertThat(new DeviceRequest("gpu", 1, 999).isShare()).isTrue();
    assertThat(new DeviceRequest("gpu", 1, 1000).isShare()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1000, 'device count must be at least 1, found 0'",
    "1, 0, 'milli per device must be 1 to 1000, found 0'",
    "1, 1001, 'milli per device must be 1 to 1000, found 1001'",
    "2, 500, several devices can only be taken whole",
  })
  void whatNoDeviceCanGiveIsRefused(int count, int milli, String message) {
    assertThatThrownBy(() -> new DeviceRequest("gpu", count, milli))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
