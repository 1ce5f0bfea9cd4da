package io.evenkeel.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of this machine, as seen from itself alone. */
final class LoopbackPort {
  static final String HOST = "127.0.0.1";

  private LoopbackPort() {}

  /**
   * A port on which this process can listen.
   *
   * @param wanted 0 for any free one
   * @param option how a user names another one, for the message
   * @throws StartupException if the wanted port is taken
   */
  static int available(int wanted, String option) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), wanted));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw inUse(wanted, option, e);
    }
  }

  static StartupException inUse(int port, String option, Throwable cause) {
    return new StartupException(
        "Port %d on %s cannot be used (%s): stop the program that listens there, or choose another with %s."
            .formatted(port, HOST, cause.getMessage(), option),
        cause);
  }
}
