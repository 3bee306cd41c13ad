package org.covalence.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.covalence.store.CovalenceException;

/**
 * Brings the bytes of one address into a partial file: continues where an earlier run stopped,
 * takes a broken connection up again, and believes no server that speaks of another size than
 * expected.
 */
final class Transfer {
  private static final int MAX_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /** An attempt that brings this much counts as none against the limit of attempts. */
  private static final long WORTHWHILE_BYTES = 1 << 20;

  private static final Pattern RANGE =
      Pattern.compile("bytes (?:(\\d{1,18})-\\d{1,18}|\\*)/(\\d{1,18})");

  private final Patience patience;
  private final HttpClient client;

  Transfer(Patience patience) {
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience.connecting())
            .build();
  }

  /** Whether {@code address} may be asked: over https, or over http on this very machine. */
  static boolean isAllowed(URI address) {
    String host = String.valueOf(address.getHost());
    boolean loopback =
        host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    return "https".equals(address.getScheme()) || ("http".equals(address.getScheme()) && loopback);
  }

  /**
   * Fills {@code part} up to {@code bytes}.
   *
   * @param target where the finished file will stand, for faults
   * @return whether some of it was there before
   * @throws CovalenceException if that cannot be done; what has come stays
   */
  boolean fetch(URI address, long bytes, PartialFile part, Path target, Progress progress) {
    if (part.size() > bytes) {
      part.restart(Optional.empty());
    }
    boolean resumed = part.size() > 0;
    boolean everCame = false;
    int fruitless = 0;
    while (part.size() < bytes) {
      long before = part.size();
      try {
        attempt(address, bytes, part, progress);
      } catch (NetworkFault fault) {
        long came = part.size() - before;
        everCame |= came > 0;
        fruitless = came >= WORTHWHILE_BYTES ? 0 : fruitless + 1;
        boolean hopeless =
            switch (fault.hope()) {
              case NONE -> true;
              case ONCE_CONNECTED -> !everCame;
              case AGAIN -> false;
            };
        if (hopeless || fruitless >= patience.attempts()) {
          throw fault.told(address, target);
        }
        rest(fruitless, address);
      }
    }
    part.flush();
    return resumed;
  }

  private void attempt(URI address, long bytes, PartialFile part, Progress progress)
      throws NetworkFault {
    HttpResponse<InputStream> response = ask(address, part);
    try (StallGuard body = new StallGuard(response.body(), patience.silence())) {
      accept(response, bytes, part);
      progress.begin("downloading", part.size(), bytes);
      try {
        receive(body, address, bytes, part, progress);
      } finally {
        progress.end();
      }
    } catch (NetworkFault e) {
      throw e;
    } catch (IOException e) {
      throw NetworkFault.of(e, address);
    }
  }

  /** Asks for what is missing, following redirects. */
  private HttpResponse<InputStream> ask(URI address, PartialFile part) throws NetworkFault {
    URI at = address;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(at)
              .timeout(patience.connecting())
              .header("User-Agent", "covalence");
      if (part.size() > 0) {
        request.header("Range", "bytes=" + part.size() + "-");
        part.version().ifPresent(v -> request.header("If-Range", v));
      }
      HttpResponse<InputStream> response = send(request.build());
      if (!REDIRECTS.contains(response.statusCode())) {
        return response;
      }
      closeQuietly(response.body());
      at = redirected(at, response);
    }
    throw NetworkFault.hopeless(
        "the server " + address.getHost() + " redirects in a circle", "try again later");
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws NetworkFault {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw NetworkFault.of(e, request.uri());
    } catch (InterruptedException e) {
      throw interrupted(request.uri());
    }
  }

  private static URI redirected(URI from, HttpResponse<?> response) throws NetworkFault {
    String location = response.headers().firstValue("Location").orElse("");
    try {
      URI to = from.resolve(location);
      // What began over https never goes on without it, not even to this machine.
      if (isAllowed(to) && ("http".equals(from.getScheme()) || "https".equals(to.getScheme()))) {
        return to;
      }
    } catch (IllegalArgumentException e) {
      // An address that is none: told below like one that may not be asked.
    }
    throw NetworkFault.hopeless(
        "the server " + from.getHost() + " redirects to " + location + ", which is not https",
        "something between here and the server may have changed its answer");
  }

  /** Makes {@code part} ready for the body of {@code response}, or refuses the response. */
  private static void accept(HttpResponse<?> response, long bytes, PartialFile part)
      throws NetworkFault {
    URI address = response.uri();
    int status = response.statusCode();
    if (status == 200) {
      long length = response.headers().firstValueAsLong("Content-Length").orElse(bytes);
      requireSize(length, bytes, address);
      part.restart(version(response));
      return;
    }
    if (status != 206 && status != 416) {
      throw NetworkFault.status(status, address);
    }
    Matcher range = RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
    if (range.matches()) {
      requireSize(Long.parseLong(range.group(2)), bytes, address);
      if (status == 206
          && range.group(1) != null
          && Long.parseLong(range.group(1)) == part.size()) {
        return;
      }
    }
    part.restart(Optional.empty());
    throw NetworkFault.broken(
        "the server " + address.getHost() + " does not continue where the file stopped");
  }

  private static void requireSize(long offered, long bytes, URI address) throws NetworkFault {
    if (offered != bytes) {
      throw NetworkFault.hopeless(
          String.format(
              Locale.ROOT,
              "the server %s offers %,d bytes where the published file has %,d",
              address.getHost(),
              offered,
              bytes),
          "a login page or a proxy may answer in its place, or the file was replaced");
    }
  }

  /**
   * A mark that changes with the file: a strong entity tag, or else the date (RFC 9110, 13.1.5).
   */
  private static Optional<String> version(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("ETag")
        .filter(tag -> !tag.startsWith("W/"))
        .or(() -> response.headers().firstValue("Last-Modified"));
  }

  private static void receive(
      StallGuard body, URI address, long bytes, PartialFile part, Progress progress)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      if (part.size() + count > bytes) {
        part.restart(Optional.empty());
        throw NetworkFault.hopeless(
            String.format(
                Locale.ROOT,
                "the server %s sends more than the %,d bytes of the published file",
                address.getHost(),
                bytes),
            "a proxy may answer in its place, or the file was replaced");
      }
      part.append(buffer, count);
      progress.advance(count);
    }
    if (part.size() < bytes) {
      throw NetworkFault.broken(
          String.format(
              Locale.ROOT,
              "the connection to %s ended after %,d of %,d bytes",
              address.getHost(),
              part.size(),
              bytes));
    }
  }

  private void rest(int fruitless, URI address) {
    try {
      patience.rest(fruitless);
    } catch (InterruptedException e) {
      throw interrupted(address);
    }
  }

  private static CovalenceException interrupted(URI address) {
    Thread.currentThread().interrupt();
    return CovalenceException.data(
        "the download was interrupted",
        address.toString(),
        "run the command again: what has come so far is kept");
  }

  private static void closeQuietly(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      // The body of a redirect is of no use to anyone.
    }
  }
}
