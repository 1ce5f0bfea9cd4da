package io.evenkeel.core.account;

import java.time.LocalDate;

/**
 * A build gave no trades, or lines were still breached after a batch came back.
 *
 * @param content fingerprint of what it was said about: positions, target, models, leverage,
 *     restrictions and the breached lines with their sides; another content ends it
 * @param businessDay the custodian's, when it was said; a later one ends it
 */
public record NothingToTrade(String content, LocalDate businessDay) {}
