/**
 * What domain rules 2 to 5 (weights, bands, flags, events) say, written down a second time and as
 * plainly as possible: fractions in lowest terms, everything worked out anew at every look. It
 * reads the book's records and shares no decision with the code that it checks.
 */
@NullMarked
package io.evenkeel.core.drift.reference;

import org.jspecify.annotations.NullMarked;
