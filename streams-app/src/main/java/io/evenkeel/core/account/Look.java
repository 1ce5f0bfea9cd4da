package io.evenkeel.core.account;

import io.evenkeel.core.drift.Judgement;
import org.jspecify.annotations.Nullable;

/**
 * An account as it would be judged now, without anything being said or remembered.
 *
 * @param judgement {@code null} where the account is not known
 * @param report {@code null} where the account never was known
 */
public record Look(@Nullable Judgement judgement, @Nullable AccountStatusReport report) {}
