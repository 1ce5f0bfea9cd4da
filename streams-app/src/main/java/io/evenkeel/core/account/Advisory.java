package io.evenkeel.core.account;

import io.evenkeel.core.money.Money;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something about an account that wants attention. Raised again only when its sentence changes, so
 * a sentence holds nothing that moves with every price.
 *
 * @param subject the model, batch, execution or difference within the account; empty for the
 *     account itself
 * @param amount dollars that it is about when it was raised; {@code null} where none
 * @param differences of a RECONCILIATION_BREAK, by line, when it was raised; empty elsewhere
 */
public record Advisory(
    AdvisoryCode code,
    String subject,
    Severity severity,
    String sentence,
    String whatToDo,
    @Nullable Money amount,
    SortedMap<String, Gap> differences) {
  public Advisory {
    differences = Collections.unmodifiableSortedMap(new TreeMap<>(differences));
  }

  /** That is about no difference. */
  public Advisory(
      AdvisoryCode code,
      String subject,
      Severity severity,
      String sentence,
      String whatToDo,
      @Nullable Money amount) {
    this(code, subject, severity, sentence, whatToDo, amount, new TreeMap<>());
  }

  /** One code may be raised once per subject. */
  public record Key(AdvisoryCode code, String subject) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      var byCode = code.compareTo(other.code);
      return byCode != 0 ? byCode : subject.compareTo(other.subject);
    }
  }

  public Key key() {
    return new Key(code, subject);
  }
}
