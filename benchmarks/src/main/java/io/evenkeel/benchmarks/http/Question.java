package io.evenkeel.benchmarks.http;

import java.util.List;
import java.util.Random;

/**
 * One kind of question, and its share of all of them.
 *
 * @param path with {@code %s} where an account's id stands
 * @param share of 100
 */
record Question(String name, String path, int share) {
  /** What a room of advisors asks: mostly the queue and the accounts in it. */
  static final List<Question> MIX =
      List.of(
          new Question("account", "/api/v1/accounts/%s", 40),
          new Question("queue", "/api/v1/queue?limit=100", 25),
          new Question("queue, by drift", "/api/v1/queue?limit=100&sort=-drift", 10),
          new Question("queue, judged now", "/api/v1/queue?limit=25&now=true", 5),
          new Question("search", "/api/v1/accounts?limit=25&text=%s", 5),
          new Question("requests", "/api/v1/requests?limit=100", 10),
          new Question("prices", "/api/v1/prices?limit=100", 5));

  /** The next question of the mix. */
  static Question next(Random random) {
    var left = random.nextInt(100);
    for (var question : MIX) {
      left -= question.share();
      if (left < 0) {
        return question;
      }
    }
    return MIX.get(0);
  }
}
