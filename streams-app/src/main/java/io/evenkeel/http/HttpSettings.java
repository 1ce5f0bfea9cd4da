package io.evenkeel.http;

import java.time.ZoneId;
import java.util.List;
import org.apache.kafka.streams.state.HostInfo;

/**
 * How an instance is reached by HTTP.
 *
 * @param port 0 for any free one
 * @param advertised where other instances reach this one
 * @param zone in which times are shown
 * @param token that callers of /api show; empty where none is configured
 * @param metricsToken that callers of /metrics may show instead; empty where none is configured
 * @param hosts further names by which browsers may reach it
 */
public record HttpSettings(
    String host,
    int port,
    HostInfo advertised,
    ZoneId zone,
    String token,
    String metricsToken,
    List<String> hosts) {
  public HttpSettings {
    hosts = List.copyOf(hosts);
  }

  @Override
  public String toString() {
    return "HTTP at %s:%d".formatted(host, port);
  }
}
