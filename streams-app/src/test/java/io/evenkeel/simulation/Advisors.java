package io.evenkeel.simulation;

import org.apache.avro.specific.SpecificRecord;

/** What advisors ask for: sensible things, mostly, and now and then the same again, or nonsense. */
final class Advisors {
  static final String REPLACEMENT = "P-";

  private final Chance chance;
  private final SentCommands commands;
  private final RequestDesk requests;
  private final AccountDesk accounts;

  Advisors(
      Chance chance,
      Outside outside,
      VirtualTime time,
      GeneratedBook book,
      CustodianHouse custodians) {
    this.chance = chance;
    commands = new SentCommands(chance, outside);
    requests = new RequestDesk(chance, time, book, custodians, commands);
    accounts = new AccountDesk(chance, book, custodians, commands);
  }

  /** Reads what the pipeline says. */
  void hear(SpecificRecord said) {
    requests.hear(said);
  }

  /** Whether that request is to replace a batch that is open. */
  static boolean isReplacement(String requestId) {
    return requestId.startsWith(REPLACEMENT);
  }

  /** Does one thing. */
  void act() {
    var what = chance.below(100);
    if (what < 14) {
      requests.submit();
    } else if (what < 62) {
      requests.approve();
    } else if (what < 64) {
      requests.cancel();
    } else if (what < 69) {
      commands.repeat();
    } else if (what < 80) {
      accounts.aboutBatches();
    } else {
      accounts.aboutAnAccount();
    }
  }
}
