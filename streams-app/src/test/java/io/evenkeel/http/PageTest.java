package io.evenkeel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.evenkeel.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A list")
class PageTest {
  private record Row(String id, long number) {
    Place place() {
      return new Place(Place.key(number), id);
    }
  }

  private static ObjectNode page(List<Row> rows, ListQuery query) {
    var page = new Page<Row>(query);
    rows.forEach(row -> page.add(row.place(), row));
    return page.json(row -> Json.object().put("id", row.id()));
  }

  /** All pages, one after the other; rows may come and go between them. */
  private static List<String> walked(List<Row> rows, String sort, int limit, Runnable between) {
    var seen = new ArrayList<String>();
    Place after = null;
    do {
      var page = page(rows, new ListQuery(sort, limit, after));
      page.get("items").forEach(item -> seen.add(item.get("id").asText()));
      after = page.get("next").isNull() ? null : Place.of(page.get("next").asText());
      between.run();
    } while (after != null);
    return seen;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void showsEveryRowOnceInItsOrderHoweverRowsArrive(long seed) {
    var random = new Random(seed);
    var rows =
        new ArrayList<>(
            IntStream.range(0, 101)
                .mapToObj(i -> new Row("A-%03d".formatted(i), random.nextInt(10)))
                .toList());
    Collections.shuffle(rows, random);
    var sorted =
        rows.stream().sorted((a, b) -> a.place().compareTo(b.place())).map(Row::id).toList();
    var reversed = new ArrayList<>(sorted);
    Collections.reverse(reversed);

    for (var limit : new int[] {1, 7, 100, 101, 1000}) {
      assertThat(walked(rows, "number", limit, () -> {})).isEqualTo(sorted);
      assertThat(walked(rows, "-number", limit, () -> {})).isEqualTo(reversed);
    }
  }

  @Test
  void showsNoRowTwiceAndMissesNoneThatStaysWhileOthersComeAndGo() {
    var rows = new ArrayList<>(IntStream.range(0, 50).mapToObj(i -> row(i * 10)).toList());
    var stay = rows.stream().map(Row::id).filter(id -> !id.equals("A-300")).toList();
    var turns = new int[1];

    var seen =
        walked(
            rows,
            "number",
            7,
            () -> {
              turns[0]++;
              rows.add(row(turns[0]));
              rows.add(row(480 + turns[0]));
              rows.removeIf(r -> r.id().equals("A-300"));
            });

    assertThat(seen).doesNotHaveDuplicates().containsAll(stay);
  }

  private static Row row(int number) {
    return new Row("A-" + number, number);
  }

  @Test
  void countsAllRowsWhateverThePage() {
    var rows = IntStream.range(0, 50).mapToObj(PageTest::row).toList();

    assertThat(page(rows, new ListQuery("number", 3, null)).get("total").asInt()).isEqualTo(50);
    assertThat(page(rows, new ListQuery("number", 50, null)).get("next").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "QUEx", "====", "A-1"})
  void refusesACursorThatWasMadeUp(String cursor) {
    assertThatThrownBy(() -> Place.of(cursor)).isInstanceOf(Problem.ProblemException.class);
  }

  @Test
  void keepsIdsOfAnyText() {
    var place = new Place(Place.key(12), "A/1 é\u4e2d");

    assertThat(Place.of(place.cursor())).isEqualTo(place);
    assertThat(Place.key(9).compareTo(Place.key(10))).isNegative();
  }
}
