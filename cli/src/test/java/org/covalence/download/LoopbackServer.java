package org.covalence.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on this machine that answers each request as the test says, in order. */
final class LoopbackServer implements AutoCloseable {
  /** One answer. */
  @FunctionalInterface
  interface Answer {
    void give(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  LoopbackServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** The next answers; the last one is given again to whoever still asks. */
  LoopbackServer answering(Answer... next) {
    synchronized (answers) {
      answers.addAll(List.of(next));
    }
    return this;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Path, Range and If-Range of every request so far. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.add(
        exchange.getRequestURI().getPath()
            + header(exchange, "Range")
            + header(exchange, "If-Range"));
    Answer answer;
    synchronized (answers) {
      answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
    }
    try (exchange) {
      answer.give(exchange);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : " " + value;
  }

  /** The whole of {@code body}. */
  static Answer whole(byte[] body) {
    return exchange -> {
      exchange.getResponseHeaders().add("ETag", "\"v1\"");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    };
  }

  /** The headers of the whole, and then only so many bytes before the connection drops. */
  static Answer cut(byte[] body, int bytes) {
    return exchange -> {
      exchange.getResponseHeaders().add("ETag", "\"v1\"");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body, 0, bytes);
      exchange.getResponseBody().flush();
    };
  }

  /** What the request asks for: the whole, or what follows the place its Range names. */
  static Answer asked(byte[] body) {
    return exchange -> {
      String range = exchange.getRequestHeaders().getFirst("Range");
      if (range == null) {
        whole(body).give(exchange);
      } else {
        rest(body, Integer.parseInt(range.replaceAll("bytes=|-", ""))).give(exchange);
      }
    };
  }

  /** What follows {@code from}. */
  static Answer rest(byte[] body, int from) {
    return part(body, from, "bytes %d-%d/%d".formatted(from, body.length - 1, body.length));
  }

  static Answer part(byte[] body, int from, String contentRange) {
    return exchange -> {
      exchange.getResponseHeaders().add("Content-Range", contentRange);
      exchange.sendResponseHeaders(206, body.length - from);
      exchange.getResponseBody().write(body, from, body.length - from);
    };
  }

  /** A body whose length is not told. */
  static Answer chunked(byte[] body) {
    return exchange -> {
      exchange.getResponseHeaders().add("ETag", "\"v1\"");
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(body);
    };
  }

  static Answer status(int code) {
    return exchange -> exchange.sendResponseHeaders(code, -1);
  }

  static Answer status(int code, String header, String value) {
    return exchange -> {
      exchange.getResponseHeaders().add(header, value);
      exchange.sendResponseHeaders(code, -1);
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
