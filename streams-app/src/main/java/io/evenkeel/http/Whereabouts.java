package io.evenkeel.http;

import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.state.HostInfo;

/**
 * What is answered where this instance has not got a key.
 *
 * @param self where this instance is reached
 */
record Whereabouts(HostInfo self) {

  /**
   * The problem of a key that was not found here: unknown, or another instance's, or nobody's yet.
   *
   * @param what for people, such as "account A-1"
   */
  Problem missing(String what, KeyQueryMetadata metadata) {
    if (KeyQueryMetadata.NOT_AVAILABLE.equals(metadata)) {
      return Problem.notNow("Tasks are moving between instances; ask again shortly.");
    }
    var host = metadata.activeHost();
    return host.equals(self) || host.equals(HostInfo.unavailable())
        ? Problem.unknown("There is no %s.".formatted(what))
        : Problem.notNow(
            "%s is with the instance at %s:%d; ask there."
                .formatted(what, host.host(), host.port()));
  }
}
