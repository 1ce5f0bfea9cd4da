package io.evenkeel.chaos.process;

import io.evenkeel.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;

/**
 * A network namespace for one instance, with a single link to this machine, on which packets can be
 * lost either way. It leads nowhere else. It is gone when the run ends, in whatever way short of a
 * kill; what a killed run left is removed by the next.
 *
 * <p>Packets are lost by sending them to a link-layer address that nobody has: the other end drops
 * what is not its own, and nobody is told, neither by a reset nor by an error. That takes the
 * command {@code ip} alone, where {@code netem} is not in every kernel.
 */
public final class NetworkNamespace implements AutoCloseable {
  private static final String NAME = "evenkeel-chaos-";
  private static final Pattern ANY_NAME = Pattern.compile(NAME + "(\\d+)");

  /** With a process id of seven digits as long as the name of a link may be. */
  private static final String LINK = "evenkeel";

  private static final String INSIDE = "inside";
  private static final String OUTER_LINK_ADDRESS = "02:00:00:00:00:01";
  private static final String INNER_LINK_ADDRESS = "02:00:00:00:00:02";
  private static final String NOBODYS_LINK_ADDRESS = "02:00:00:00:00:03";

  /** Of 198.18.0.0/15, which is set aside for tests of networks and so hides nobody's address. */
  private static final int BLOCKS = 1 << 15;

  private final Function<List<String>, Optional<String>> machine;
  private final long owner;
  private boolean isGone;

  /**
   * Packets that were lost so far; 0 where the kernel, older than 5.19, does not count them.
   *
   * @param sent by the instance
   * @param received that would have been received by it
   */
  public record Lost(long sent, long received) {
    /** Those since then. */
    public Lost since(Lost before) {
      return new Lost(sent - before.sent, received - before.received);
    }
  }

  /**
   * Of this process; nothing is there yet.
   *
   * @param machine what a command answers; empty where it fails
   * @param owner the process id that everything is named after
   */
  NetworkNamespace(Function<List<String>, Optional<String>> machine, long owner) {
    this.machine = machine;
    this.owner = owner;
  }

  /**
   * Makes it, after what dead runs left is removed.
   *
   * @return why it cannot be, and then nothing of it is left
   */
  synchronized Optional<String> make(LongPredicate isAlive) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "network-namespace"));
    removeAbandoned(isAlive);
    if (!says("ip -o address show to %s/30".formatted(address(0))).orElse("").isBlank()) {
      isGone = true;
      return Optional.of("%s/30 is in use here".formatted(address(0)));
    }
    var refused = making().stream().filter(command -> says(command).isEmpty()).findFirst();
    if (refused.isPresent()) {
      close();
    }
    return refused.map(
        command ->
            "\"%s\" is refused here; it takes iproute2 and root's rights".formatted(command));
  }

  private List<String> making() {
    var name = name(owner);
    var link = link(owner);
    return List.of(
        "ip netns add " + name,
        "ip link add %s address %s type veth peer name %s address %s netns %s"
            .formatted(link, OUTER_LINK_ADDRESS, INSIDE, INNER_LINK_ADDRESS, name),
        "ip address add %s/30 dev %s".formatted(outerAddress(), link),
        "ip link set %s up".formatted(link),
        "ip -n %s address add %s/30 dev %s".formatted(name, innerAddress(), INSIDE),
        "ip -n %s link set %s up".formatted(name, INSIDE),
        "ip -n %s link set lo up".formatted(name),
        towardsInstance(INNER_LINK_ADDRESS),
        towardsMachine(OUTER_LINK_ADDRESS));
  }

  /** Those whose process is no more; one of this process's own id is of another that had it. */
  private void removeAbandoned(LongPredicate isAlive) {
    ANY_NAME
        .matcher(says("ip netns list").orElse(""))
        .results()
        .map(found -> Long.parseLong(found.group(1)))
        .filter(pid -> pid == owner || !isAlive.test(pid))
        .forEach(this::remove);
  }

  /** The link by itself, since a process that outlives its namespace's name would keep it. */
  private void remove(long pid) {
    says("ip link delete " + link(pid));
    says("ip netns delete " + name(pid));
  }

  private static String name(long pid) {
    return NAME + pid;
  }

  private static String link(long pid) {
    return LINK + pid;
  }

  /** This machine's end of the link. */
  String outerAddress() {
    return address(1);
  }

  /** The instance's address. */
  public String innerAddress() {
    return address(2);
  }

  private String address(int number) {
    var offset = (int) (owner % BLOCKS) * 4 + number;
    return "198.%d.%d.%d".formatted(18 + (offset >> 16), offset >> 8 & 255, offset & 255);
  }

  /** What a command begins with that is to run inside. */
  List<String> prefix() {
    return List.of("ip", "netns", "exec", name(owner));
  }

  /** Loses what the instance sends, from now on. */
  public void loseSent() {
    must(towardsMachine(NOBODYS_LINK_ADDRESS));
  }

  /** Loses what is sent to the instance, from now on. */
  public void loseReceived() {
    must(towardsInstance(NOBODYS_LINK_ADDRESS));
  }

  /** Loses nothing from now on. */
  public void mend() {
    must(towardsInstance(INNER_LINK_ADDRESS));
    must(towardsMachine(OUTER_LINK_ADDRESS));
  }

  private String towardsInstance(String linkAddress) {
    return "ip neighbour replace %s lladdr %s dev %s nud permanent"
        .formatted(innerAddress(), linkAddress, link(owner));
  }

  private String towardsMachine(String linkAddress) {
    return "ip -n %s neighbour replace %s lladdr %s dev %s nud permanent"
        .formatted(name(owner), outerAddress(), linkAddress, INSIDE);
  }

  public Lost lost() {
    return new Lost(
        dropped("ip -s -s -j link show " + link(owner)),
        dropped("ip -n %s -s -s -j link show %s".formatted(name(owner), INSIDE)));
  }

  /** What came for somebody else. */
  private long dropped(String command) {
    return Json.tree(must(command)).at("/0/stats64/rx/otherhost").asLong();
  }

  private String must(String command) {
    return says(command).orElseThrow(() -> new IllegalStateException(command + " failed"));
  }

  private Optional<String> says(String command) {
    return machine.apply(List.of(command.split(" ")));
  }

  @Override
  public synchronized void close() {
    if (!isGone) {
      isGone = true;
      remove(owner);
    }
  }
}
