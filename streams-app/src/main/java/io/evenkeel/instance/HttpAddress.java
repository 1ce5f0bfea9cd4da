package io.evenkeel.instance;

import io.evenkeel.config.Configuration;
import io.evenkeel.config.ConfigurationException;
import io.evenkeel.config.Keys;
import io.evenkeel.platform.StartupException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * Where an instance's HTTP is found. Instances tell themselves apart by it, so it is settled before
 * anything starts.
 */
final class HttpAddress {
  private HttpAddress() {}

  /**
   * The same settings with a free port for port 0.
   *
   * @throws ConfigurationException if other instances could not reach this one, or the host is none
   * @throws StartupException if the port is taken
   */
  static Configuration settled(Configuration configuration) {
    var host = configuration.get(Keys.HTTP_HOST);
    var address = address(host);
    if (address.isAnyLocalAddress() && configuration.get(Keys.HTTP_ADVERTISED).isEmpty()) {
      throw new ConfigurationException(
          "http.host=%s is every address of this machine; set http.advertised to the host:port at which other instances reach this one"
              .formatted(host));
    }
    if (!address.isLoopbackAddress() && configuration.get(Keys.HTTP_TOKEN).isEmpty()) {
      throw new ConfigurationException(
          "http.host=%s can be reached from other machines, so http.token must be set: whoever knows it may trade. Set it, or bind to 127.0.0.1"
              .formatted(host));
    }
    return configuration.with(
        Keys.HTTP_PORT, usable(address, host, configuration.get(Keys.HTTP_PORT)));
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new ConfigurationException(
          "http.host=%s is no address of this machine; give one, such as 127.0.0.1"
              .formatted(host));
    }
  }

  private static int usable(InetAddress address, String host, int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new StartupException(
          "Port %d on %s cannot be used for HTTP (%s): choose another with --port or http.port, or end what holds it."
              .formatted(port, host, e.getMessage()),
          e);
    }
  }
}
