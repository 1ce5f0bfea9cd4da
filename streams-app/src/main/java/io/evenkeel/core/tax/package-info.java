/**
 * Stage 3 of 5, beside trade building: which tax lots a sale takes, what it is estimated to gain,
 * and which purchases a sale at a loss blocks. It reads what a build decided and changes none of
 * it. See docs/decisions/0061-lots-and-gains.md and 0062-wash-sales.md.
 */
@NullMarked
package io.evenkeel.core.tax;

import org.jspecify.annotations.NullMarked;
