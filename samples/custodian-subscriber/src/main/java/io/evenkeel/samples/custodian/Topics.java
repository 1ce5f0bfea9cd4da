package io.evenkeel.samples.custodian;

/**
 * Names of the topics that a custodian has to do with.
 *
 * @param prefix that the platform puts before every topic; often empty
 */
public record Topics(String prefix, String custodian) {
  String approvedTrades() {
    return prefix + "approved-trades." + custodian;
  }

  String results() {
    return resultsOfAll() + "." + custodian;
  }

  /** What the subject in the registry is named after. */
  String resultsOfAll() {
    return prefix + "execution-results";
  }

  String prices() {
    return prefix + "prices";
  }
}
