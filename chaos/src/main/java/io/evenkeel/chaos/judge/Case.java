package io.evenkeel.chaos.judge;

/**
 * What is before the judge: a recording, and what several invariants ask of it, worked out once.
 */
record Case(Recording recording, Rows rows, Approvals approvals, Handed handed, Fills fills) {
  static Case of(Recording recording) {
    var rows = new Rows(recording);
    var approvals = new Approvals(rows);
    var handed = new Handed(rows);
    return new Case(recording, rows, approvals, handed, new Fills(rows, handed));
  }
}
