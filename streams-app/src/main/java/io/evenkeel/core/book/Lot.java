package io.evenkeel.core.book;

import io.evenkeel.core.money.Money;
import io.evenkeel.core.money.Quantity;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One purchase of a holding; a missing basis or date is missing, not zero. */
public record Lot(Quantity quantity, @Nullable Money costBasis, @Nullable LocalDate acquired) {}
