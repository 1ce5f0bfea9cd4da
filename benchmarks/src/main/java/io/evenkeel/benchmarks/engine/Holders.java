package io.evenkeel.benchmarks.engine;

/** Who holds a symbol, and how much of it, in ascending order of accounts. */
final class Holders {
  private final int[] begin;
  private final int[] accounts;
  private final double[] quantities;

  Holders(Book book, int symbols) {
    begin = new int[symbols + 1];
    accounts = new int[book.symbol.length];
    quantities = new double[book.symbol.length];
    for (var symbol : book.symbol) {
      begin[symbol + 1]++;
    }
    for (var symbol = 0; symbol < symbols; symbol++) {
      begin[symbol + 1] += begin[symbol];
    }
    var next = begin.clone();
    for (var position = 0; position < book.symbol.length; position++) {
      var at = next[book.symbol[position]]++;
      accounts[at] = position / book.perAccount;
      quantities[at] = book.quantity[position];
    }
  }

  int begin(int symbol) {
    return begin[symbol];
  }

  int end(int symbol) {
    return begin[symbol + 1];
  }

  int account(int at) {
    return accounts[at];
  }

  double quantity(int at) {
    return quantities[at];
  }
}
