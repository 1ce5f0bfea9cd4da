package io.evenkeel.notify;

import io.evenkeel.notify.NotificationSettings.DigestSettings;
import io.evenkeel.schemas.Digest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the digests of one day: one for each advisor who is told, by firmId/advisorId. */
final class Digests {
  private record Advisor(String firmId, String advisorId) {}

  private final NotificationSettings settings;
  private final DigestSettings how;
  private final SortedMap<String, DigestTally> tallies = new TreeMap<>();
  private final HashMap<String, Advisor> advisors = new HashMap<>();

  Digests(NotificationSettings settings, DigestSettings how) {
    this.settings = settings;
    this.how = how;
  }

  /** Takes an account in, unless nobody is told of its advisor. */
  void add(QueueRow row) {
    var key = row.firmId() + "/" + row.advisorId();
    if (settings.endpointOf(row.firmId(), row.advisorId()).isPresent()) {
      advisors.computeIfAbsent(key, k -> new Advisor(row.firmId(), row.advisorId()));
      tallies.computeIfAbsent(key, k -> new DigestTally(how.top())).add(row);
    }
  }

  /** The digests, each with its text. */
  List<Digest> made(QueueSource.Rest rest, LocalDate date, Instant at) {
    var requests = new HashMap<String, PendingRequest>();
    rest.pending().forEach(request -> requests.put(request.requestId(), request));
    var made = new ArrayList<Digest>();
    tallies.forEach(
        (key, tally) -> {
          var advisor = advisors.get(key);
          if (advisor != null && (how.whenEmpty() || !tally.isEmpty())) {
            var digest =
                tally
                    .digest(requests)
                    .setFirmId(advisor.firmId())
                    .setAdvisorId(advisor.advisorId())
                    .setDate(date)
                    .setZone(how.zone().getId())
                    .setAt(at)
                    .setWhole(rest.whole())
                    .build();
            digest.setText(DigestText.of(digest));
            made.add(digest);
          }
        });
    return made;
  }
}
