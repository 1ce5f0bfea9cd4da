package io.evenkeel.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.config.Configuration;
import io.evenkeel.schemas.Digest;
import io.evenkeel.schemas.DigestAccount;
import io.evenkeel.schemas.DigestRequest;
import io.evenkeel.schemas.Stage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An advisor's digest")
class DigestsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final Instant AT = Instant.parse("2026-11-20T13:00:00Z");
  private static final Instant CUT_OFF = Instant.parse("2026-11-20T21:00:00Z");

  private static List<Digest> digests(
      List<QueueRow> rows, List<PendingRequest> pending, String... more) {
    return digests(rows, new QueueSource.Rest(pending, true), more);
  }

  private static List<Digest> digests(List<QueueRow> rows, QueueSource.Rest rest, String... more) {
    var settings = new ArrayList<>(List.of(more));
    settings.addAll(
        List.of(
            "notifications.url.crm=https://crm.example.com/",
            "notifications.secret.crm=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "notifications.firm.ACME=crm",
            "notifications.advisor.ACME/QUIET=off",
            "notifications.digest.at=08:00"));
    var read = NotificationSettings.of(Configuration.defaults().with(settings));
    var made = new Digests(read, read.digest());
    rows.forEach(made::add);
    return made.made(rest, DAY, AT);
  }

  @Test
  void countsWhatStandsByTileAndStageAndWhatCannotBeChecked() {
    var digest =
        digests(
                List.of(
                    Rows.calm("ANN", "A-1"),
                    Rows.queued("ANN", "A-2", "0.05", "HIGH_CASH", "FIRST_REBALANCE"),
                    Rows.queued("ANN", "A-3", "0.06", "HIGH_CASH"),
                    Rows.pending("ANN", "A-4", "R-1"),
                    Rows.uncheckable("ANN", "A-5", "PRICE_MISSING", "PRICE_MISSING", "PRICE_STALE"),
                    Rows.uncheckable("ANN", "A-6", "PRICE_STALE")),
                List.of())
            .get(0);

    assertThat(digest.getAccounts()).isEqualTo(6);
    assertThat(digest.getQueued()).isEqualTo(3);
    assertThat(digest.getTiles())
        .isEqualTo(Map.of("HIGH_CASH", 2, "FIRST_REBALANCE", 1, "OUTSIDE_TOLERANCE", 1));
    assertThat(digest.getStages()).isEqualTo(Map.of("QUEUED", 2, "PENDING_APPROVAL", 1));
    assertThat(digest.getUncheckable()).isEqualTo(2);
    assertThat(digest.getUncheckableReasons())
        .isEqualTo(Map.of("PRICE_MISSING", 1, "PRICE_STALE", 2));
    assertThat(digest.getCustodianId()).isEqualTo("SCHWAB");
  }

  @Test
  void namesTheAccountsFurthestFromTheirTargetsFirst() {
    var rows = new ArrayList<QueueRow>();
    for (var i = 0; i < 20; i++) {
      rows.add(Rows.queued("ANN", "A-" + (10 + i), "0.0" + (10 + (i * 7) % 20), "HIGH_CASH"));
    }
    rows.add(Rows.queued("ANN", "A-99", null));

    var furthest = digests(rows, List.of(), "notifications.digest.top=3").get(0).getFurthest();

    assertThat(furthest)
        .extracting(DigestAccount::getOverallDrift)
        .containsExactly(decimal("0.029"), decimal("0.028"), decimal("0.027"));
    assertThat(furthest.get(0).getWhy()).hasSize(1);
    assertThat(furthest.get(0).getStage()).isEqualTo(Stage.QUEUED);
    assertThat(digests(rows, List.of(), "notifications.digest.top=50").get(0).getFurthest())
        .hasSize(21)
        .last()
        .extracting(DigestAccount::getAccountId)
        .isEqualTo("A-99");
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text).setScale(10);
  }

  @Test
  void saysWhatWaitsForApprovalAndUntilWhen() {
    var later = new PendingRequest("R-1", "ann", CUT_OFF.plusSeconds(60));
    var sooner = new PendingRequest("R-2", "ann", CUT_OFF);
    var others = new PendingRequest("R-3", "ben", CUT_OFF);
    var digest =
        digests(
                List.of(
                    Rows.pending("ANN", "A-1", "R-1"),
                    Rows.pending("ANN", "A-2", "R-2"),
                    Rows.pending("ANN", "A-3", "R-2"),
                    Rows.pending("ANN", "A-4", "R-9")),
                List.of(later, sooner, others))
            .get(0);

    assertThat(digest.getPending())
        .extracting(DigestRequest::getRequestId, DigestRequest::getAccounts)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("R-2", 2),
            org.assertj.core.groups.Tuple.tuple("R-1", 1));
  }

  @Test
  void isOneOfTheirOwnForEachAdvisorWhoIsTold() {
    var digests =
        digests(
            List.of(
                Rows.calm("ANN", "A-1"),
                Rows.calm("BEN", "A-2"),
                Rows.calm("QUIET", "A-3"),
                Rows.calm("ANN", "A-4")),
            List.of());

    assertThat(digests).extracting(Digest::getAdvisorId).containsExactly("ANN", "BEN");
    assertThat(digests).extracting(Digest::getAccounts).containsExactly(2, 1);
  }

  @Test
  void ofAnEmptyQueueSaysSoOrIsLeftOutAsConfigured() {
    var rows = List.of(Rows.calm("ANN", "A-1"), Rows.queued("BEN", "A-2", "0.05"));

    assertThat(digests(rows, List.of()).get(0).getText())
        .isEqualTo(
            "ANN: Friday, 20 November 2026, nothing stands in the queue; 1 account watched.\n");
    assertThat(digests(rows, List.of(), "notifications.digest.whenEmpty=skip"))
        .extracting(Digest::getAdvisorId)
        .containsExactly("BEN");
  }

  @Test
  void isNotEmptyWhileAnAccountCannotBeChecked() {
    var rows = List.of(Rows.uncheckable("ANN", "A-1", "PRICE_STALE"));

    assertThat(digests(rows, List.of(), "notifications.digest.whenEmpty=skip")).hasSize(1);
  }

  @Test
  void saysTheSameInWords() throws IOException {
    var text =
        digests(
                List.of(
                    Rows.calm("ANN", "A-1"),
                    Rows.queued("ANN", "A-2", "0.0612", "HIGH_CASH"),
                    Rows.pending("ANN", "A-3", "R-1"),
                    Rows.uncheckable("ANN", "A-4", "PRICE_STALE")),
                List.of(new PendingRequest("R-1", "ann", CUT_OFF)))
            .get(0)
            .getText();

    assertThat(text)
        .isEqualTo(
            """
            ANN: Friday, 20 November 2026, 2 of 4 accounts in the queue.
            Tiles: HIGH_CASH 1, OUTSIDE_TOLERANCE 1.
            Cannot be checked: 1 account (PRICE_STALE 1).
            Furthest from their targets:
              A-2 drift 6.1 %, since 18 Nov 09:31: XOM 34.1 % against 28 % (22.4 % to 33.6 %)
              A-3 drift 2 %, since 18 Nov 09:31: XOM 34.1 % against 28 % (22.4 % to 33.6 %)
            Waiting for approval:
              R-1, 1 account, submitted by ann, expires 20 Nov 16:00
            """);
    assertThat(Files.readString(Path.of("..", "docs", "notifications.md"))).contains(text);
  }

  @Test
  void thatIsNotWholeSaysSo() {
    var digest =
        digests(List.of(Rows.calm("ANN", "A-1")), new QueueSource.Rest(List.of(), false)).get(0);

    assertThat(digest.getWhole()).isFalse();
    assertThat(digest.getText()).contains("could not be read when this was made");
  }
}
