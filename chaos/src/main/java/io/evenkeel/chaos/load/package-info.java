/** What keeps the pipeline at work meanwhile: a book, a market, and an advisor's commands. */
@NullMarked
package io.evenkeel.chaos.load;

import org.jspecify.annotations.NullMarked;
