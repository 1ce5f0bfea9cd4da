package io.evenkeel.core.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads chains from their beginning and says what is wrong with them. A chain is named once, with
 * the first thing that is wrong, since everything behind it follows from that.
 *
 * <p>By itself it finds a record that was altered, removed, moved, doubled or put in between. What
 * was removed or put in at the end of a chain, and one that was written anew from some record on,
 * it finds by the heads that the tasks remember: those of before it read, and those of after.
 */
public final class AuditVerifier {
  private final Map<String, AuditHead> heads = new TreeMap<>();
  private final Map<String, String> faults = new TreeMap<>();
  private final Map<String, AuditHead> before;
  private final Set<String> met = new HashSet<>();
  private long records;

  /**
   * @param before heads as the tasks remembered them before the chains were read, by subject
   */
  public AuditVerifier(Map<String, AuditHead> before) {
    this.before = Map.copyOf(before);
  }

  /** Takes the next record of a partition. */
  public void take(String key, AuditLink link) {
    records++;
    if (faults.containsKey(key)) {
      return;
    }
    var fault = fault(key, link);
    if (fault == null) {
      heads.put(key, link.head());
      meet(key, link);
    } else {
      faults.put(key, fault);
    }
  }

  /** A record that nobody can read; it may have been anything. */
  public void takeUnreadable(@Nullable String key, String place) {
    records++;
    faults.putIfAbsent(
        key == null ? "(no key)" : key, "the record at %s cannot be read".formatted(place));
  }

  private @Nullable String fault(String key, AuditLink link) {
    if (!key.equals(link.entry().subject())) {
      return "record %d is about %s and stands under another key"
          .formatted(link.sequence(), link.entry().subject());
    }
    if (!link.isWhole()) {
      return "record %d was altered: its hash is not that of what it says"
          .formatted(link.sequence());
    }
    return outOfChain(heads.getOrDefault(key, AuditHead.NONE), link);
  }

  private static @Nullable String outOfChain(AuditHead head, AuditLink link) {
    if (link.sequence() <= head.sequence()) {
      return "record %d comes after record %d".formatted(link.sequence(), head.sequence());
    }
    if (link.sequence() > head.sequence() + 1) {
      return numbers(head.sequence() + 1, link.sequence() - 1, "is missing", "are missing");
    }
    if (link.previousHash().equals(head.hash())) {
      return null;
    }
    return head.equals(AuditHead.NONE)
        ? "record 1 is bound to a record before it"
        : "record %d is not bound to the record %d that is there"
            .formatted(link.sequence(), head.sequence());
  }

  private static String numbers(long from, long to, String one, String many) {
    return from == to
        ? "record %d %s".formatted(from, one)
        : "records %d to %d %s".formatted(from, to, many);
  }

  private void meet(String key, AuditLink link) {
    if (link.head().equals(before.get(key))) {
      met.add(key);
    }
  }

  /**
   * What was found once everything was read.
   *
   * @param since heads that changed since, as the tasks remember them after the chains were read
   */
  public Report report(Map<String, AuditHead> since) {
    var all = new TreeMap<>(faults);
    before.forEach(
        (key, head) -> {
          if (!met.contains(key)) {
            all.putIfAbsent(key, lost(key, head));
          }
        });
    heads.forEach(
        (key, last) -> {
          var known = since.getOrDefault(key, before.getOrDefault(key, AuditHead.NONE));
          var added = added(last, known);
          if (added != null) {
            all.putIfAbsent(key, added);
          }
        });
    var sentences = new ArrayList<String>();
    all.forEach((key, fault) -> sentences.add(key + ": " + fault));
    var keys = new HashSet<>(heads.keySet());
    keys.addAll(all.keySet());
    return new Report(records, keys.size(), List.copyOf(sentences), heads);
  }

  private String lost(String key, AuditHead head) {
    var last = heads.getOrDefault(key, AuditHead.NONE);
    return last.sequence() < head.sequence()
        ? "it ends with record %d, and record %d was there"
            .formatted(last.sequence(), head.sequence())
        : another(head);
  }

  /** What stands there that no task has written; a task may have gone on meanwhile. */
  private static @Nullable String added(AuditHead last, AuditHead known) {
    if (last.sequence() > known.sequence()) {
      return numbers(
          known.sequence() + 1,
          last.sequence(),
          "was put in: no task wrote it",
          "were put in: no task wrote them");
    }
    return last.sequence() == known.sequence() && !last.equals(known) ? another(known) : null;
  }

  private static String another(AuditHead head) {
    return "record %d is another one than was there".formatted(head.sequence());
  }

  /**
   * What was found.
   *
   * @param keys chains that were read, or that should have been there
   * @param faults a sentence for each chain that is not whole
   * @param heads of the chains, as far as they were whole
   */
  public record Report(long records, long keys, List<String> faults, Map<String, AuditHead> heads) {
    public Report {
      heads = Collections.unmodifiableMap(new TreeMap<>(heads));
    }

    public boolean isWhole() {
      return faults.isEmpty();
    }
  }
}
