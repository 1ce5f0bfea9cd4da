package io.evenkeel.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * The rows of one page, picked from all rows of a list in whatever order they come: never more than
 * a page of them is kept.
 */
final class Page<T> {
  private record Row<T>(Place place, T value) {}

  private final ListQuery query;
  private final Comparator<Place> order;
  private final PriorityQueue<Row<T>> picked;
  private int total;

  Page(ListQuery query) {
    this.query = query;
    this.order = query.order();
    this.picked =
        new PriorityQueue<>(Comparator.comparing(Row<T>::place, query.order()).reversed());
  }

  void add(Place place, T value) {
    total++;
    if (query.isOnOrAfterThePage(place) && !isBehind(place)) {
      picked.add(new Row<>(place, value));
      if (picked.size() > query.limit() + 1) {
        picked.poll();
      }
    }
  }

  /** So many rows more are in the list, and not on this page. */
  void countElsewhere(int rows) {
    total += rows;
  }

  /** Whether the page is full of rows before this one; most rows of a long list end here. */
  private boolean isBehind(Place place) {
    var last = picked.peek();
    return last != null && picked.size() > query.limit() && order.compare(place, last.place()) >= 0;
  }

  /** The page: its items, the cursor of the next one, and how many rows there are in all. */
  ObjectNode json(Function<T, ObjectNode> row) {
    var rows = new ArrayList<>(picked);
    rows.sort(Comparator.comparing(Row<T>::place, query.order()));
    var shown = rows.subList(0, Math.min(rows.size(), query.limit()));
    var json = Json.object();
    json.put("total", total);
    var items = json.putArray("items");
    shown.forEach(r -> items.add(row.apply(r.value()).put("cursor", r.place().cursor())));
    json.put("next", rows.size() > shown.size() ? last(shown).place().cursor() : null);
    json.put("partial", false);
    json.putArray("missing");
    return json;
  }

  private static <R> R last(List<R> rows) {
    return rows.get(rows.size() - 1);
  }
}
