/**
 * The demo around the pipeline: a market that lives, a book of households, a custodian and an
 * advisor, each a client of the topics like anyone else's.
 */
@NullMarked
package io.evenkeel.demo;

import org.jspecify.annotations.NullMarked;
