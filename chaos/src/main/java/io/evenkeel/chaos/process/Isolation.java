package io.evenkeel.chaos.process;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;

/**
 * Whether the first instance runs in a network namespace of its own.
 *
 * @param whyNot where it does not
 */
public record Isolation(Optional<NetworkNamespace> namespace, String whyNot)
    implements AutoCloseable {
  static final String LOOPBACK = "127.0.0.1";

  /** Every instance runs on loopback. */
  public static Isolation none() {
    return new Isolation(Optional.empty(), "nobody asked for it");
  }

  /** In one, where this machine allows that. */
  public static Isolation attempt() {
    return attempt(
        Machine::says,
        ProcessHandle.current().pid(),
        pid -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent());
  }

  static Isolation attempt(
      Function<List<String>, Optional<String>> machine, long pid, LongPredicate isAlive) {
    var namespace = new NetworkNamespace(machine, pid);
    return namespace
        .make(isAlive)
        .map(whyNot -> new Isolation(Optional.empty(), whyNot))
        .orElseGet(() -> new Isolation(Optional.of(namespace), ""));
  }

  boolean isMade() {
    return namespace.isPresent();
  }

  /** Where every instance finds brokers and registry. */
  String host() {
    return namespace.map(NetworkNamespace::outerAddress).orElse(LOOPBACK);
  }

  /** Where an instance runs, by its number from 1. */
  AppNode.Place place(int number, int httpPort) {
    return namespace
        .filter(any -> number == 1)
        .map(own -> new AppNode.Place(own.innerAddress(), httpPort, own.prefix()))
        .orElseGet(() -> new AppNode.Place(host(), httpPort, List.of()));
  }

  @Override
  public void close() {
    namespace.ifPresent(NetworkNamespace::close);
  }
}
