package io.evenkeel.http;

import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for.
 *
 * @param sort one of those that the list offers; a leading hyphen turns it around
 * @param limit rows at most
 * @param after {@code null} for the first page
 */
record ListQuery(String sort, int limit, @Nullable Place after) {
  static final int USUAL = 100;
  static final int MOST = 1_000;

  /**
   * Reads it from a request.
   *
   * @param sorts offered; the first is the default
   */
  static ListQuery of(Context ctx, List<String> sorts) {
    var sort = ctx.queryParam("sort");
    if (sort != null && !sorts.contains(sort)) {
      throw Problem.badRequest("sort=%s is not known; it is one of %s.".formatted(sort, sorts))
          .thrown();
    }
    var after = ctx.queryParam("after");
    return new ListQuery(
        sort == null ? sorts.get(0) : sort,
        Parameters.whole(ctx, "limit", USUAL, MOST),
        after == null ? null : Place.of(after));
  }

  /** What it is sorted by, whichever way around. */
  String by() {
    return isDescending() ? sort.substring(1) : sort;
  }

  boolean isDescending() {
    return sort.startsWith("-");
  }

  Comparator<Place> order() {
    return isDescending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
  }

  boolean isOnOrAfterThePage(Place place) {
    return after == null || order().compare(place, after) > 0;
  }
}
