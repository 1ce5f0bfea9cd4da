package io.evenkeel.http;

import io.evenkeel.core.account.Owner;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** Whose accounts are wanted, and what they must mention; {@code null} wants any. */
record OwnerFilter(@Nullable String advisor, @Nullable String custodian, @Nullable String text) {
  static OwnerFilter of(Context ctx) {
    return new OwnerFilter(
        ctx.queryParam("advisor"), ctx.queryParam("custodian"), ctx.queryParam("text"));
  }

  boolean admits(Owner owner) {
    return admits(owner.advisorId(), owner.custodianId());
  }

  boolean admits(@Nullable String advisorId, @Nullable String custodianId) {
    return Parameters.is(advisor, advisorId) && Parameters.is(custodian, custodianId);
  }
}
