package io.evenkeel.simulation;

/** What has to hold after every step of every run, whatever the scheduler does. */
enum Invariant {
  APPROVED_ORDERS_COME_ONCE("an order id stands at most once in approved-trades"),
  APPROVED_ORDERS_REACH_THE_CUSTODIAN("what an account hands over is sent, or its release refused"),
  NO_ORDER_WITHOUT_APPROVAL(
      "a batch follows an approval by its own firm that includes the account"),
  APPROVAL_BOUND_TO_CONTENT(
      "a batch is the proposal that was approved, to the last order and field"),
  PRICES_FRESH_AT_APPROVAL("nothing is handed over on a price that moved too far since"),
  BATCH_NUMBERS_GAPLESS("batchSeq has neither gap nor repetition, per custodian"),
  ONE_LIVE_BATCH("an account has no second batch while one is open"),
  HALTS_HOLD("nothing is sent that the release task knew to be halted"),
  NO_RESTRICTION_BROKEN("no proposal trades what the account may not trade"),
  CASH_IS_CONSERVED("nothing is sold that is not held, no cash spent that is not there"),
  FILLS_WITHIN_ORDERS("history shows no more filled than was ever traded"),
  HISTORY_IS_FOLD("history is the fold of the custodian's distinct executions"),
  HISTORY_ADDS_UP("the counts and the result of a request follow from its accounts"),
  REQUESTS_END("every request ends by the end of its business day"),
  DRIFT_SEQUENCES_GAPLESS("an account's events are numbered from 1 without gaps"),
  STATUSES_ALTERNATE("an event follows from what was said before"),
  EVENTS_RECOMPUTE("an event follows from the inputs that it carries"),
  PROPOSALS_RECOMPUTE("a proposal follows from the inputs that it carries"),
  STATUS_FOLLOWS_EVENTS("account-status says what the last event said, and nothing twice"),
  BOARDS_NEVER_GO_BACK("an account is never decided about by older boards than before"),
  NEWEST_POSITIONS_COUNT("an account is judged on the newest positions that it was told"),
  FINAL_STATUS_IS_EXACT("at rest every status is what a naive judge says"),
  ADVISORIES_ALTERNATE("an advisory is raised and cleared in turn"),
  COMMANDS_ACT_ONCE("a command that comes again is answered the same and does nothing twice"),
  AUDIT_IS_WHOLE("every command is in the audit, and every chain of it is whole"),
  EVERY_INPUT_ENDS("every input record is applied, superseded, rejected or dead-lettered"),
  NO_HANDLER_FAILS("no record and no moment makes a handler fail"),
  COMES_TO_REST("once nobody does anything, nothing happens any more");

  private final String sentence;

  Invariant(String sentence) {
    this.sentence = sentence;
  }

  /** Its name in reports. */
  String title() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  String sentence() {
    return sentence;
  }
}
