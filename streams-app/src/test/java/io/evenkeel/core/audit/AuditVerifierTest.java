package io.evenkeel.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A chain of audit records")
class AuditVerifierTest {
  private static final Instant TEN = Instant.parse("2026-11-20T15:00:00Z");

  private static AuditEntry entry(String subject, int number) {
    return new AuditEntry(
        subject,
        "AssignTarget",
        "advisor-7",
        "F-1",
        TEN.plusSeconds(number),
        "C-" + number,
        "targetId=T-" + number,
        "targetId=T-" + (number - 1),
        "targetId=T-" + number,
        AuditEntry.Outcome.ACCEPTED,
        null);
  }

  private static List<AuditLink> chain(String subject, int length) {
    var chain = new ArrayList<AuditLink>();
    var head = AuditHead.NONE;
    for (var i = 1; i <= length; i++) {
      var link = AuditLink.after(head, entry(subject, i));
      chain.add(link);
      head = link.head();
    }
    return chain;
  }

  /** As the tasks remember what they wrote. */
  private static Map<String, AuditHead> heads(List<AuditLink> written) {
    var heads = new HashMap<String, AuditHead>();
    written.forEach(link -> heads.put(link.entry().subject(), link.head()));
    return heads;
  }

  private static AuditVerifier.Report verified(List<AuditLink> links, List<AuditLink> written) {
    var verifier = new AuditVerifier(heads(written));
    links.forEach(link -> verifier.take(link.entry().subject(), link));
    return verifier.report(Map.of());
  }

  private static AuditLink saying(AuditLink link, String who) {
    var was = link.entry();
    return new AuditLink(
        new AuditEntry(
            was.subject(),
            was.action(),
            who,
            was.firmId(),
            was.at(),
            was.commandId(),
            was.content(),
            was.before(),
            was.after(),
            was.outcome(),
            was.sentence()),
        link.sequence(),
        link.previousHash(),
        link.hash());
  }

  @Test
  void isWholeAsItWasWrittenHoweverChainsAreMixed() {
    var mixed = new ArrayList<AuditLink>();
    var a = chain("ACCOUNT/A-1", 5);
    var b = chain("REQUEST/R-1", 5);
    IntStream.range(0, 5).forEach(i -> Collections.addAll(mixed, b.get(i), a.get(i)));

    var report = verified(mixed, mixed);

    assertThat(report.isWhole()).isTrue();
    assertThat(report.records()).isEqualTo(10);
    assertThat(report.keys()).isEqualTo(2);
    assertThat(report.heads()).containsEntry("ACCOUNT/A-1", a.get(4).head());
  }

  @Test
  void isWholeWhereTheTasksWroteOnWhileItWasRead() {
    var chain = chain("ACCOUNT/A-1", 7);
    var verifier = new AuditVerifier(heads(chain.subList(0, 3)));
    chain.subList(0, 5).forEach(link -> verifier.take("ACCOUNT/A-1", link));

    assertThat(verifier.report(heads(chain)).isWhole()).isTrue();
  }

  @Test
  void isNotWholeWhereARecordWasAltered() {
    var chain = chain("ACCOUNT/A-1", 5);
    var altered = new ArrayList<>(chain);
    altered.set(2, saying(chain.get(2), "nobody"));

    assertThat(verified(altered, chain).faults())
        .containsExactly("ACCOUNT/A-1: record 3 was altered: its hash is not that of what it says");
  }

  @Test
  void isNotWholeWhereARecordWasAlteredAndHashedAnew() {
    var chain = chain("ACCOUNT/A-1", 5);
    var altered = new ArrayList<>(chain);
    var other = saying(chain.get(2), "nobody").entry();
    altered.set(2, AuditLink.after(chain.get(1).head(), other));

    assertThat(verified(altered, chain).faults())
        .containsExactly("ACCOUNT/A-1: record 4 is not bound to the record 3 that is there");
  }

  @Test
  void isNotWholeWhereARecordWasRemoved() {
    var chain = chain("ACCOUNT/A-1", 5);
    var left = new ArrayList<>(chain);
    left.remove(2);
    assertThat(verified(left, chain).faults()).containsExactly("ACCOUNT/A-1: record 3 is missing");

    left.remove(2);
    assertThat(verified(left, chain).faults())
        .containsExactly("ACCOUNT/A-1: records 3 to 4 are missing");
  }

  @Test
  void isNotWholeWhereItsBeginningIsMissing() {
    var chain = chain("ACCOUNT/A-1", 5);
    assertThat(verified(chain.subList(2, 5), chain).faults())
        .containsExactly("ACCOUNT/A-1: records 1 to 2 are missing");

    var begun = AuditLink.after(new AuditHead(0, "f".repeat(64)), entry("ACCOUNT/A-1", 1));
    assertThat(verified(List.of(begun), List.of(begun)).faults())
        .containsExactly("ACCOUNT/A-1: record 1 is bound to a record before it");
  }

  @Test
  void isNotWholeWhereRecordsWereReorderedOrDoubled() {
    var chain = chain("ACCOUNT/A-1", 5);
    var swapped = new ArrayList<>(chain);
    Collections.swap(swapped, 1, 2);
    assertThat(verified(swapped, chain).faults())
        .containsExactly("ACCOUNT/A-1: record 2 is missing");

    var doubled = new ArrayList<>(chain);
    doubled.add(chain.get(4));
    assertThat(verified(doubled, chain).faults())
        .containsExactly("ACCOUNT/A-1: record 5 comes after record 5");
  }

  @Test
  void isNotWholeWhereItsLastRecordsWereRemoved() {
    var chain = chain("ACCOUNT/A-1", 5);

    assertThat(verified(chain.subList(0, 4), chain).faults())
        .containsExactly("ACCOUNT/A-1: it ends with record 4, and record 5 was there");
    assertThat(verified(List.of(), chain).faults())
        .containsExactly("ACCOUNT/A-1: it ends with record 0, and record 5 was there");
  }

  @Test
  void isNotWholeWhereRecordsWerePutInAtItsEnd() {
    var chain = chain("ACCOUNT/A-1", 5);

    assertThat(verified(chain, chain.subList(0, 4)).faults())
        .containsExactly("ACCOUNT/A-1: record 5 was put in: no task wrote it");
    assertThat(verified(chain, List.of()).faults())
        .as("a chain that no task knows")
        .containsExactly("ACCOUNT/A-1: records 1 to 5 were put in: no task wrote them");
  }

  @Test
  void isNotWholeWhereItWasWrittenAnewFromSomeRecordOn() {
    var chain = chain("ACCOUNT/A-1", 5);
    var forged = new ArrayList<>(chain.subList(0, 2));
    while (forged.size() < 5) {
      var last = forged.get(forged.size() - 1);
      forged.add(AuditLink.after(last.head(), entry("ACCOUNT/A-1", 100 + forged.size())));
    }

    assertThat(verified(forged, chain).faults())
        .containsExactly("ACCOUNT/A-1: record 5 is another one than was there");
  }

  @Test
  void isNotWholeWhereItWasWrittenAnewWhileItWasRead() {
    var chain = chain("ACCOUNT/A-1", 5);
    var forged = AuditLink.after(chain.get(3).head(), entry("ACCOUNT/A-1", 100));
    var verifier = new AuditVerifier(heads(chain.subList(0, 4)));
    chain.subList(0, 4).forEach(link -> verifier.take("ACCOUNT/A-1", link));
    verifier.take("ACCOUNT/A-1", forged);

    assertThat(verifier.report(heads(chain)).faults())
        .containsExactly("ACCOUNT/A-1: record 5 is another one than was there");
  }

  @Test
  void isNotWholeWhereARecordOfAnotherKeyWasPutIn() {
    var verifier = new AuditVerifier(Map.of());
    verifier.take("ACCOUNT/A-2", chain("ACCOUNT/A-1", 1).get(0));

    assertThat(verifier.report(Map.of()).faults())
        .containsExactly("ACCOUNT/A-2: record 1 is about ACCOUNT/A-1 and stands under another key");
  }

  @Test
  void isNotWholeWhereARecordCannotBeRead() {
    var verifier = new AuditVerifier(Map.of());
    verifier.takeUnreadable("ACCOUNT/A-2", "audit-3@7");

    assertThat(verifier.report(Map.of()).faults())
        .containsExactly("ACCOUNT/A-2: the record at audit-3@7 cannot be read");
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void showsAnySingleTampering(long seed) {
    var random = new Random(seed);
    var written = chain("ACCOUNT/A-1", 2 + random.nextInt(20));
    var chain = new ArrayList<>(written);
    var at = random.nextInt(chain.size());
    var last = chain.get(chain.size() - 1);
    switch (random.nextInt(5)) {
      case 0 -> chain.remove(at);
      case 1 -> chain.set(at, saying(chain.get(at), "nobody"));
      case 2 -> chain.add(at, chain.get(random.nextInt(chain.size())));
      case 3 -> chain.add(AuditLink.after(last.head(), entry("ACCOUNT/A-1", 99)));
      default -> Collections.swap(chain, at, at == 0 ? 1 : at - 1);
    }

    assertThat(verified(chain, written).faults()).hasSize(1);
  }
}
