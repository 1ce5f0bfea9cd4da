package io.evenkeel.notify;

import io.evenkeel.schemas.Digest;
import io.evenkeel.schemas.DigestAccount;
import io.evenkeel.schemas.DigestRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A digest in words, for a mail or a chat. */
final class DigestText {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

  private final Digest digest;
  private final ZoneId zone;

  private DigestText(Digest digest) {
    this.digest = digest;
    this.zone = ZoneId.of(digest.getZone());
  }

  /** The text; lines end with a line feed. */
  static String of(Digest digest) {
    return new DigestText(digest).text();
  }

  private String text() {
    var lines = new ArrayList<String>();
    lines.add(
        "%s: %s, %s".formatted(digest.getAdvisorId(), DAY.format(digest.getDate()), standing()));
    if (!digest.getWhole()) {
      lines.add("Some accounts could not be read when this was made; the counts are too low.");
    }
    if (!digest.getTiles().isEmpty()) {
      lines.add("Tiles: " + counts(digest.getTiles()) + ".");
    }
    if (digest.getUncheckable() > 0) {
      lines.add(
          "Cannot be checked: %s (%s)."
              .formatted(
                  accounts(digest.getUncheckable()), counts(digest.getUncheckableReasons())));
    }
    addFurthest(lines);
    addPending(lines);
    return String.join("\n", lines) + "\n";
  }

  private String standing() {
    return digest.getQueued() == 0
        ? "nothing stands in the queue; %s watched.".formatted(accounts(digest.getAccounts()))
        : "%d of %s in the queue.".formatted(digest.getQueued(), accounts(digest.getAccounts()));
  }

  private static String accounts(int number) {
    return number == 1 ? "1 account" : number + " accounts";
  }

  private static String counts(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private void addFurthest(List<String> lines) {
    if (!digest.getFurthest().isEmpty()) {
      lines.add("Furthest from their targets:");
      digest.getFurthest().forEach(account -> lines.add("  " + furthest(account)));
    }
  }

  private String furthest(DigestAccount account) {
    var drift = account.getOverallDrift();
    var since = account.getFlaggedSince();
    return "%s %s%s: %s"
        .formatted(
            account.getAccountId(),
            drift == null ? "cannot be measured" : "drift " + percent(drift),
            since == null ? "" : ", since " + time(since),
            account.getWhy().isEmpty() ? "no line" : String.join("; ", account.getWhy()));
  }

  private void addPending(List<String> lines) {
    if (!digest.getPending().isEmpty()) {
      lines.add("Waiting for approval:");
      digest.getPending().forEach(request -> lines.add("  " + pending(request)));
    }
  }

  private String pending(DigestRequest request) {
    return "%s, %s, submitted by %s, expires %s"
        .formatted(
            request.getRequestId(),
            accounts(request.getAccounts()),
            request.getSubmittedBy(),
            time(request.getExpiresAt()));
  }

  private String time(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  /** With one decimal, half-even; none where it is zero. */
  static String percent(BigDecimal fraction) {
    var percent =
        fraction.movePointRight(2).setScale(1, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return (percent.scale() < 0 ? percent.setScale(0) : percent).toPlainString() + " %";
  }
}
