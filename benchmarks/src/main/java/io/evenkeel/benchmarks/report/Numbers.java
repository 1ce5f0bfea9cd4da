package io.evenkeel.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** How numbers are shown: three digits that count, since no repeat agrees on more. */
final class Numbers {
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

  private Numbers() {}

  /** A number that is none, of what could not be measured, is a dash. */
  static String plain(double number) {
    if (!Double.isFinite(number)) {
      return "–";
    }
    var rounded = BigDecimal.valueOf(number).round(THREE_DIGITS);
    var decimals = number == 0 ? 0 : Math.max(0, rounded.scale());
    var format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMinimumFractionDigits(Math.min(decimals, keptDecimals(rounded)));
    format.setMaximumFractionDigits(decimals);
    return format.format(rounded);
  }

  /** Without zeros at its end. */
  static String brief(double number) {
    var format = new DecimalFormat("#,##0.########", DecimalFormatSymbols.getInstance(Locale.ROOT));
    return format.format(BigDecimal.valueOf(number).round(THREE_DIGITS));
  }

  /** Three digits are shown also where the last of them are zeros. */
  private static int keptDecimals(BigDecimal rounded) {
    var digitsBefore = rounded.precision() - rounded.scale();
    return Math.max(0, 3 - digitsBefore);
  }
}
