package io.evenkeel.docs;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether an output is of the shape that a page shows: each line shown is found, in this order,
 * with any number in the place of a number and anything in the place of {@code …}.
 */
final class Shape {
  private static final Pattern LOOSE = Pattern.compile("…|\\d[\\d,.]*");

  private Shape() {}

  /** The first line that is shown and not found. */
  static Optional<String> notFound(List<String> shown, List<String> output) {
    var from = 0;
    for (var line : shown) {
      var pattern = pattern(line);
      while (from < output.size() && !pattern.matcher(output.get(from)).matches()) {
        from++;
      }
      if (from == output.size() && !line.isBlank() && !line.equals("…")) {
        return Optional.of(line);
      }
      from = line.equals("…") || line.isBlank() ? from : from + 1;
    }
    return Optional.empty();
  }

  private static Pattern pattern(String line) {
    var regex = new StringBuilder();
    var loose = LOOSE.matcher(line);
    var end = 0;
    while (loose.find()) {
      regex.append(Pattern.quote(line.substring(end, loose.start())));
      regex.append(loose.group().equals("…") ? ".*" : "\\d[\\d,.]*");
      end = loose.end();
    }
    return Pattern.compile(regex.append(Pattern.quote(line.substring(end))).toString());
  }
}
