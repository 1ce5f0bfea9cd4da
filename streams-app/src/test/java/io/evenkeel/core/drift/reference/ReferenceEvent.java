package io.evenkeel.core.drift.reference;

import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * One drift event as the rules have it.
 *
 * @param reasons codes why the account cannot be judged
 */
public record ReferenceEvent(
    String accountId,
    long sequence,
    String kind,
    SortedSet<String> causes,
    SortedSet<String> tiles,
    List<ReferenceLine> lines,
    @Nullable Fraction overallDrift,
    @Nullable Fraction equity,
    SortedSet<String> reasons) {}
