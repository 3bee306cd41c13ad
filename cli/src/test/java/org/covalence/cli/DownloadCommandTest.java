package org.covalence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadCommandTest {
  @TempDir Path folder;

  private Call download(int status, byte[] body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    try {
      String mirror = "http://127.0.0.1:" + server.getAddress().getPort() + "/weights";
      return Call.covalence("download", "densenet121", "--to", folder, "--mirror", mirror);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void list_tellsNamesSizesAndLicences() {
    Call call = Call.covalence("download").succeeds();

    assertThat(call.results()).contains("densenet121", "densenet201", "glove.6B.100d", "licence: ");
    assertThat(call.results().lines()).allMatch(l -> l.length() <= 80);
    assertThat(Call.covalence("download", "--json").json())
        .allSatisfy(
            file -> {
              assertThat(file.get("name").asText()).isNotBlank();
              assertThat(file.get("licence").asText()).isNotBlank();
              assertThat(file.get("bytes").asLong()).isPositive();
            });
  }

  @Test
  void name_thatIsNotKnownNamesTheNearest() {
    Call.covalence("download", "densenet112").fails(2).says("did you mean densenet121?");
  }

  @Test
  void file_thatTheServerDoesNotHaveIsTold() throws IOException {
    download(404, new byte[0]).fails(3).says("404").says("/weights/densenet121-a639ec97.pth");

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void file_ofAnotherSizeIsNotTaken() throws IOException {
    download(200, new byte[1000]).fails(3).says("licence: BSD-3-Clause");

    assertThat(folder.resolve("densenet121-a639ec97.pth")).doesNotExist();
  }

  @Test
  void mirror_thatIsNoAddressIsWrongUsage() {
    Call.covalence("download", "densenet121", "--to", folder, "--mirror", "my mirror")
        .fails(2)
        .says("not an address: my mirror");
  }
}
