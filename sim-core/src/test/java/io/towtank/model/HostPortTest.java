package io.towtank.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostPortTest {
  @ParameterizedTest
  @CsvSource({
    "'', '', 80, '', '', 80, true",
    "'', '', 80, '', '', 81, false",
    "'', TCP, 80, '', '', 80, true",
    "'', UDP, 80, '', TCP, 80, false",
    "10.0.0.1, TCP, 80, 10.0.0.1, TCP, 80, true",
    "10.0.0.1, TCP, 80, 10.0.0.2, TCP, 80, false",
    "10.0.0.1, TCP, 80, 0.0.0.0, TCP, 80, true",
    "'', TCP, 80, 10.0.0.2, TCP, 80, true",
  })
  void portsConflictOnOneAddressOrOnAll(
      String ip, String protocol, int port, String ip2, String protocol2, int port2, boolean does) {
    HostPort one = new HostPort(ip, protocol, port);
    HostPort other = new HostPort(ip2, protocol2, port2);

    assertThat(one.conflictsWith(other)).isEqualTo(does);
    assertThat(other.conflictsWith(one)).isEqualTo(does);
  }
}
