package org.covalence.download;

import java.time.Duration;

/**
 * How long to wait for a server.
 *
 * @param connecting until a connection stands or a request is answered
 * @param silence until the next byte
 * @param attempts in a row that bring nothing worth mentioning
 * @param pause before the second attempt; doubles from one to the next
 */
record Patience(Duration connecting, Duration silence, int attempts, Duration pause) {
  /** For people: a broken connection is taken up again for half a minute. */
  static Patience usual() {
    return new Patience(Duration.ofSeconds(20), Duration.ofSeconds(60), 5, Duration.ofSeconds(2));
  }

  void rest(int fruitless) throws InterruptedException {
    Thread.sleep(pause.toMillis() << Math.max(0, fruitless - 1));
  }
}
