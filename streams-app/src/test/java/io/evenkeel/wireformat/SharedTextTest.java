package io.evenkeel.wireformat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Shared text")
class SharedTextTest {

  @Test
  void givesOneStringForWhatIsReadTwice() {
    var first = SharedText.of(read("IBM"));

    assertThat(SharedText.of(read("IBM"))).isSameAs(first);
  }

  @Test
  void givesEachOfTwoTextsThatWantTheSamePlaceItsOwnWords() {
    // "Aa" and "BB" have one hash.
    assertThat(SharedText.of(read("Aa"))).isEqualTo("Aa");
    assertThat(SharedText.of(read("BB"))).isEqualTo("BB");
    assertThat(SharedText.of(read("Aa"))).isEqualTo("Aa");
  }

  @Test
  void neverSaysAnotherWordHoweverManyThreadsRead() {
    var wrong =
        IntStream.range(0, 400_000)
            .parallel()
            .mapToObj(i -> "ACCOUNT-" + i % 150_000)
            .filter(text -> !SharedText.of(read(text)).equals(text))
            .toList();

    assertThat(wrong).isEmpty();
  }

  @Test
  void sharesTheSecuritiesOfManyBooks() {
    var strings = new ArrayList<String>();
    for (var book = 0; book < 100; book++) {
      for (var security = 0; security < 25; security++) {
        strings.add(SharedText.of(read("SECURITY-" + security)));
      }
    }

    assertThat(strings.stream().map(System::identityHashCode).distinct()).hasSize(25);
  }

  /** A string of its own, as a decoder makes it. */
  private static String read(String text) {
    return new String(text.toCharArray());
  }
}
