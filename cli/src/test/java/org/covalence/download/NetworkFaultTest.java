package org.covalence.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.covalence.store.CovalenceException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkFaultTest {
  private static final URI ADDRESS = URI.create("https://example.org/net.pth");

  static Stream<Arguments> causes() {
    return Stream.of(
        Arguments.of(new UnknownHostException("example.org"), "is unknown here", "proxy"),
        Arguments.of(unresolved(), "is unknown here", "proxy"),
        Arguments.of(new ConnectException("Connection refused"), "no connection", "firewall"),
        Arguments.of(new HttpConnectTimeoutException("slow"), "no answer in time", "later"),
        Arguments.of(new HttpTimeoutException("slow"), "no answer in time", "later"),
        Arguments.of(new SSLHandshakeException("expired"), "no secure connection", "clock"),
        Arguments.of(new IOException("reset"), "broke off (reset)", "kept"));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void told_saysWhatHappenedAndHowToDoWithout(IOException cause, String what, String remedy) {
    CovalenceException told = NetworkFault.of(cause, ADDRESS).told(ADDRESS, Path.of("net.pth"));

    assertThat(told.what()).contains(what).contains("example.org");
    assertThat(told.where()).isEqualTo(ADDRESS.toString());
    assertThat(told.remedy()).contains(remedy).contains("put the file at net.pth");
  }

  private static IOException unresolved() {
    ConnectException connect = new ConnectException();
    connect.initCause(new UnresolvedAddressException());
    return connect;
  }
}
