package io.evenkeel.core.account;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a function of this package decided.
 *
 * @param book what the account remembers from now on, to be stored
 * @param outputs to be sent, in this order; each carries {@code book.owner()}
 */
public record Decision(AccountBook book, List<Output> outputs) {
  public Decision {
    outputs = List.copyOf(outputs);
  }

  static Decision of(AccountBook book, Output... outputs) {
    return new Decision(book, List.of(outputs));
  }

  /** What the next step decides on this one's book, with the outputs of both. */
  Decision then(Function<AccountBook, Decision> step) {
    var next = step.apply(book);
    var all = new ArrayList<>(outputs);
    all.addAll(next.outputs);
    return new Decision(next.book, all);
  }
}
