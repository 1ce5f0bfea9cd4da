package io.evenkeel.cluster;

import io.evenkeel.json.BookFile;
import io.evenkeel.pipeline.Topic;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * Splits a book onto its topics: reference data first, then accounts, positions, what custodians
 * say, restrictions, opening states.
 */
public final class BookImport {
  private BookImport() {}

  /** The names of the topics that a book goes to. */
  public static List<String> topics(TopicNames names) {
    return Stream.of(
            Topics.SECURITIES,
            Topics.MODELS,
            Topics.TARGETS,
            Topics.ACCOUNTS,
            Topics.POSITIONS,
            Topics.CUSTODIAN_POSITIONS,
            Topics.RESTRICTIONS,
            Topics.ACCOUNT_COMMANDS)
        .map(names::of)
        .toList();
  }

  /** How many records such a book is. */
  public static int size(BookFile book) {
    return book.securities().size()
        + book.models().size()
        + book.targets().size()
        + book.accounts().size()
        + book.positions().size()
        + book.custodianPositions().size()
        + book.restrictions().size()
        + book.openings().size();
  }

  /**
   * Sends the book and waits until it is taken.
   *
   * @param sent told after each record how many were sent
   */
  public static void send(Publisher publisher, BookFile book, IntConsumer sent) {
    var count = 0;
    count = each(publisher, Topics.SECURITIES, book.securities(), sent, count);
    count = each(publisher, Topics.MODELS, book.models(), sent, count);
    count = each(publisher, Topics.TARGETS, book.targets(), sent, count);
    count = each(publisher, Topics.ACCOUNTS, book.accounts(), sent, count);
    count = each(publisher, Topics.POSITIONS, book.positions(), sent, count);
    count = each(publisher, Topics.CUSTODIAN_POSITIONS, book.custodianPositions(), sent, count);
    count = each(publisher, Topics.RESTRICTIONS, book.restrictions(), sent, count);
    each(publisher, Topics.ACCOUNT_COMMANDS, book.openings(), sent, count);
    publisher.flush();
  }

  private static <V extends SpecificRecord> int each(
      Publisher publisher, Topic<V> topic, Map<String, V> records, IntConsumer sent, int before) {
    var count = before;
    for (var record : records.entrySet()) {
      publisher.send(topic, record.getKey(), record.getValue());
      sent.accept(++count);
    }
    return count;
  }
}
