/** Stage 4 of 5: the life of a request, an ACR and a batch, up to release. */
@NullMarked
package io.evenkeel.core.approval;

import org.jspecify.annotations.NullMarked;
