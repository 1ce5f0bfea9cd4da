package io.evenkeel.chaos.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A network namespace of an instance's own")
class NetworkNamespaceTest {
  private static final long OWNER = 4_194_303;
  private static final String LOST = "[{\"stats64\":{\"rx\":{\"packets\":90,\"otherhost\":%d}}}]";

  private final List<String> commands = new ArrayList<>();
  private final Map<String, Optional<String>> answers = new HashMap<>();

  private Optional<String> answer(List<String> command) {
    commands.add(String.join(" ", command));
    return answers.getOrDefault(String.join(" ", command), Optional.of(""));
  }

  private Isolation attempt() {
    return Isolation.attempt(this::answer, OWNER, pid -> pid == 8);
  }

  private NetworkNamespace made() {
    var namespace = attempt().namespace().orElseThrow();
    commands.clear();
    return namespace;
  }

  @Test
  void isNamedAfterItsProcessAndReachesThisMachineAlone() {
    var isolation = attempt();

    assertThat(isolation.isMade()).isTrue();
    assertThat(commands)
        .containsExactly(
            "ip netns list",
            "ip -o address show to 198.19.255.252/30",
            "ip netns add evenkeel-chaos-4194303",
            "ip link add evenkeel4194303 address 02:00:00:00:00:01 type veth"
                + " peer name inside address 02:00:00:00:00:02 netns evenkeel-chaos-4194303",
            "ip address add 198.19.255.253/30 dev evenkeel4194303",
            "ip link set evenkeel4194303 up",
            "ip -n evenkeel-chaos-4194303 address add 198.19.255.254/30 dev inside",
            "ip -n evenkeel-chaos-4194303 link set inside up",
            "ip -n evenkeel-chaos-4194303 link set lo up",
            "ip neighbour replace 198.19.255.254 lladdr 02:00:00:00:00:02 dev evenkeel4194303"
                + " nud permanent",
            "ip -n evenkeel-chaos-4194303 neighbour replace 198.19.255.253"
                + " lladdr 02:00:00:00:00:01 dev inside nud permanent");
  }

  @Test
  void isForTheFirstInstanceAndEverybodyMeetsAtThisMachinesEndOfTheLink() {
    var isolation = attempt();

    assertThat(isolation.place(1, 80))
        .isEqualTo(
            new AppNode.Place(
                "198.19.255.254", 80, List.of("ip", "netns", "exec", "evenkeel-chaos-4194303")));
    assertThat(isolation.place(2, 80))
        .isEqualTo(new AppNode.Place("198.19.255.253", 80, List.of()));
    assertThat(isolation.host()).isEqualTo("198.19.255.253");
  }

  @Test
  void losesWhatTheInstanceSendsByAddressingItToNobody() {
    made().loseSent();

    assertThat(commands)
        .containsExactly(
            "ip -n evenkeel-chaos-4194303 neighbour replace 198.19.255.253"
                + " lladdr 02:00:00:00:00:03 dev inside nud permanent");
  }

  @Test
  void losesWhatIsSentToTheInstanceByAddressingItToNobody() {
    made().loseReceived();

    assertThat(commands)
        .containsExactly(
            "ip neighbour replace 198.19.255.254 lladdr 02:00:00:00:00:03 dev evenkeel4194303"
                + " nud permanent");
  }

  @Test
  void losesNothingOnceMended() {
    made().mend();

    assertThat(commands)
        .containsExactly(
            "ip neighbour replace 198.19.255.254 lladdr 02:00:00:00:00:02 dev evenkeel4194303"
                + " nud permanent",
            "ip -n evenkeel-chaos-4194303 neighbour replace 198.19.255.253"
                + " lladdr 02:00:00:00:00:01 dev inside nud permanent");
  }

  @Test
  void countsWhatWasLostAtTheEndThatDidNotTakeIt() {
    answers.put("ip -s -s -j link show evenkeel4194303", Optional.of(LOST.formatted(7)));
    answers.put(
        "ip -n evenkeel-chaos-4194303 -s -s -j link show inside", Optional.of(LOST.formatted(11)));

    var lost = made().lost();

    assertThat(lost).isEqualTo(new NetworkNamespace.Lost(7, 11));
    assertThat(lost.since(new NetworkNamespace.Lost(3, 1)))
        .isEqualTo(new NetworkNamespace.Lost(4, 10));
  }

  @Test
  void isRemovedOnceWithItsLink() {
    var namespace = made();

    namespace.close();
    namespace.close();

    assertThat(commands)
        .containsExactly(
            "ip link delete evenkeel4194303", "ip netns delete evenkeel-chaos-4194303");
  }

  @Test
  void isNotMadeWithoutTheRightAndSaysWhatWasRefused() {
    answers.put("ip netns add evenkeel-chaos-4194303", Optional.empty());

    var isolation = attempt();

    assertThat(isolation.isMade()).isFalse();
    assertThat(isolation.whyNot())
        .isEqualTo(
            "\"ip netns add evenkeel-chaos-4194303\" is refused here; it takes iproute2 and root's"
                + " rights");
    assertThat(isolation.host()).isEqualTo("127.0.0.1");
    assertThat(isolation.place(1, 80)).isEqualTo(new AppNode.Place("127.0.0.1", 80, List.of()));
  }

  @Test
  void leavesNothingWhereTheMachineRefusesAStepInBetween() {
    answers.put("ip link set evenkeel4194303 up", Optional.empty());

    var isolation = attempt();

    assertThat(isolation.isMade()).isFalse();
    assertThat(commands)
        .endsWith(
            "ip link set evenkeel4194303 up",
            "ip link delete evenkeel4194303",
            "ip netns delete evenkeel-chaos-4194303");
  }

  @Test
  void isNotMadeWhereItsAddressesAreInUse() {
    answers.put(
        "ip -o address show to 198.19.255.252/30", Optional.of("4: eth0 inet 198.19.255.254/15"));

    var isolation = attempt();

    assertThat(isolation.whyNot()).isEqualTo("198.19.255.252/30 is in use here");
    isolation.close();
    assertThat(commands).noneMatch(command -> command.contains("add ") || command.contains("del"));
  }

  @Test
  void removesWhatDeadProcessesLeftAndNothingOfLivingOnesOrOfOthers() {
    answers.put(
        "ip netns list",
        Optional.of("evenkeel-chaos-7 (id: 0)\nevenkeel-chaos-8 (id: 1)\nsomebodys-9\n"));

    attempt();

    assertThat(commands)
        .filteredOn(command -> command.contains("delete"))
        .containsExactly("ip link delete evenkeel7", "ip netns delete evenkeel-chaos-7");
  }

  @Test
  void removesWhatAnEarlierProcessOfTheSameIdLeft() {
    answers.put("ip netns list", Optional.of("evenkeel-chaos-" + OWNER));

    attempt();

    assertThat(commands)
        .startsWith(
            "ip netns list",
            "ip link delete evenkeel4194303",
            "ip netns delete evenkeel-chaos-4194303");
  }
}
