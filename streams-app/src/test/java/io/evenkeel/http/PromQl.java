package io.evenkeel.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a PromQL expression asks for: which metrics with which labels, and by which labels it sums.
 * It knows no more of the language than dashboards and alerts here use.
 */
final class PromQl {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^\\]]*\\]|[a-zA-Z_:][a-zA-Z0-9_:]*|\\$\\w+|=~|!~|!=|[0-9.]+[smhd]?|\\S");
  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "bool", "offset", "group_left", "group_right");
  private static final Set<String> LISTS = Set.of("by", "without", "on", "ignoring");

  private final List<Selector> selectors = new ArrayList<>();
  private final Set<String> grouping = new HashSet<>();

  /** One metric, and the labels by which it is picked. */
  record Selector(String metric, Set<String> labels) {}

  private PromQl() {}

  static PromQl of(String expression) {
    var tokens = new ArrayList<String>();
    var matcher = TOKEN.matcher(expression);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    var promQl = new PromQl();
    promQl.read(tokens);
    return promQl;
  }

  private void read(List<String> tokens) {
    for (var at = 0; at < tokens.size(); at++) {
      var token = tokens.get(at);
      var next = at + 1 < tokens.size() ? tokens.get(at + 1) : "";
      if (!Character.isLetter(token.charAt(0)) && token.charAt(0) != '_') {
        continue;
      }
      if (LISTS.contains(token)) {
        at = labels(tokens, at + 1, ")", grouping);
      } else if (!next.equals("(") && !WORDS.contains(token) && !LISTS.contains(next)) {
        var labels = new HashSet<String>();
        selectors.add(new Selector(token, labels));
        at = next.equals("{") ? labels(tokens, at + 1, "}", labels) : at;
      }
    }
  }

  /** The names up to where the list ends, which is where it is left. */
  private static int labels(List<String> tokens, int from, String end, Set<String> labels) {
    var at = from;
    while (!tokens.get(at).equals(end)) {
      if (Character.isLetter(tokens.get(at).charAt(0))) {
        labels.add(tokens.get(at));
      }
      at++;
    }
    return at;
  }

  List<Selector> selectors() {
    return selectors;
  }

  /** Labels by which the expression groups or matches. */
  Set<String> grouping() {
    return grouping;
  }
}
