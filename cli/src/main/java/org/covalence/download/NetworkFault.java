package org.covalence.download;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.covalence.store.CovalenceException;
import org.jspecify.annotations.Nullable;

/** What went wrong between here and a server, in words that help. */
final class NetworkFault extends IOException {
  private static final long serialVersionUID = 1L;

  /** Whether the same request may succeed a moment later. */
  enum Hope {
    /** The server is there, and the connection broke: take it up again. */
    AGAIN,
    /** Nobody is there: again only where somebody was before. */
    ONCE_CONNECTED,
    /** The answer will stay what it is. */
    NONE
  }

  private final Hope hope;
  private final String remedy;

  private NetworkFault(Hope hope, String what, String remedy, @Nullable Throwable cause) {
    super(what, cause);
    this.hope = hope;
    this.remedy = remedy;
  }

  Hope hope() {
    return hope;
  }

  /** A request to {@code address} that had no answer. */
  static NetworkFault of(IOException e, URI address) {
    String host = address.getHost();
    if (causedBy(e, UnresolvedAddressException.class) || causedBy(e, UnknownHostException.class)) {
      return new NetworkFault(
          Hope.ONCE_CONNECTED,
          "no network: the host " + host + " is unknown here",
          "connect to the network, or set the proxy (JAVA_TOOL_OPTIONS=-Dhttps.proxyHost=… "
              + "-Dhttps.proxyPort=…)",
          e);
    }
    if (causedBy(e, HttpTimeoutException.class)) {
      return new NetworkFault(
          Hope.AGAIN,
          "no answer in time from " + host,
          "try again later; a firewall may be in the way",
          e);
    }
    if (causedBy(e, SSLException.class)) {
      return new NetworkFault(
          Hope.NONE,
          "no secure connection to " + host + " (" + e.getMessage() + ")",
          "check the clock of this machine, and whether something reads its traffic",
          e);
    }
    if (causedBy(e, ConnectException.class)) {
      return new NetworkFault(
          Hope.ONCE_CONNECTED,
          "no connection: " + host + " refused it, or cannot be reached",
          "check the network and the firewall, or try again later",
          e);
    }
    return broken("the connection to " + host + " broke off (" + e.getMessage() + ")");
  }

  /** An answer that is a fault. */
  static NetworkFault status(int status, URI address) {
    if (status >= 500 || status == 429 || status == 408) {
      return new NetworkFault(
          Hope.AGAIN,
          "the server " + address.getHost() + " failed (HTTP " + status + ")",
          "try again later",
          null);
    }
    return hopeless(
        "the server " + address.getHost() + " does not give the file (HTTP " + status + ")",
        status == 404 || status == 410
            ? "its authors may have moved it: look for a newer version of Covalence"
            : "it may be forbidden from this network");
  }

  /** Taken up again where it stopped. */
  static NetworkFault broken(String what) {
    return new NetworkFault(Hope.AGAIN, what, "try again: what has come so far is kept", null);
  }

  static NetworkFault hopeless(String what, String remedy) {
    return new NetworkFault(Hope.NONE, what, remedy, null);
  }

  /** The fault to show, with the way to do without a network. */
  CovalenceException told(URI address, Path target) {
    return CovalenceException.data(
        String.valueOf(getMessage()),
        address.toString(),
        remedy
            + "; or fetch that address by other means, put the file at "
            + target
            + " and run the command again, which then only checks it",
        this);
  }

  private static boolean causedBy(Throwable e, Class<? extends Throwable> type) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }
}
