package io.evenkeel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What the dashboard computes")
class DecimalTest {
  private static Chromium chromium;
  private static FixtureServer server;
  private static Visit visit;

  @BeforeAll
  static void open() {
    chromium = Chromium.start();
    server = new FixtureServer(new FixtureDesk(0));
    visit = Visit.desktop(chromium.browser(), server.url(), ColorScheme.LIGHT);
    visit.open("/");
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      server.close();
      visit.close();
      chromium.close();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "decimal.money('1234567890123456789.005')          | 1,234,567,890,123,456,789.00",
        "decimal.money('0.015')                            | 0.02",
        "decimal.money('-1234.5')                          | −1,234.50",
        "decimal.percent('0.61165049')                     | 61.17~%",
        "decimal.percent('0.00005')                        | 0.00~%",
        "decimal.percent('0.00015')                        | 0.02~%",
        "decimal.points('0.0611')                          | +6.11~pp",
        "decimal.points('-0.0159')                         | −1.59~pp",
        "decimal.quantity('1234.000001')                   | 1,234.000001",
        "decimal.price('113.4')                            | 113.40",
        "decimal.price('0.123456')                         | 0.123456",
        "decimal.minus('0.3', '0.1')                       | 0.2",
        "decimal.sum(['0.1', '0.2'])                       | 0.3",
        "decimal.sum([])                                   | 0",
        "decimal.times('56', '113.42')                     | 6351.52",
        "String(decimal.compare('0.50', '0.5'))            | 0",
        "String(decimal.compare('-1', '0.1'))              | -1",
        "time.since('2026-11-20T10:00:00-05:00', Date.parse('2026-11-20T15:12:30Z')) | 12~min",
        "time.until('2026-11-20T16:00:00-05:00', Date.parse('2026-11-20T19:00:00Z')) | in 2~h",
        "time.until('2026-11-20T16:00:00-05:00', Date.parse('2026-11-20T21:00:00Z')) | over",
        "time.clock('2026-11-20T23:30:00-05:00', Date.parse('2026-11-21T04:45:00Z')) | 23:30",
        "time.clock('2026-11-19T23:30:00-05:00', Date.parse('2026-11-21T04:45:00Z')) | 19 Nov, 23:30",
        "words.lineName('TECH/CASH')                       | Cash in TECH",
        "words.lineName('SECURITY:BRK.B')                  | BRK.B",
        "words.lineName('MODEL:TECH')                      | TECH model",
        "events('id: 7', 'event: a', 'data: 1', 'data: 2', '', ': beat', '', 'data: 3', '') | 7/a/1+2 null/message/3",
      })
  void isExact(String expression, String shown) {
    assertThat(evaluate(expression)).isEqualTo(shown.replace("~", "\u00a0"));
  }

  private static String evaluate(String expression) {
    return (String)
        visit
            .page()
            .evaluate(
                """
                async () => {
                  const decimal = await import('/js/decimal.js');
                  const time = await import('/js/time.js');
                  const words = await import('/js/words.js');
                  const { EventParser } = await import('/js/live.js');
                  const events = (...lines) => {
                    const heard = [];
                    const parser = new EventParser(({ id, name, data }) => heard.push(id + '/' + name + '/' + data.replace('\\n', '+')));
                    (lines.join('\\n') + '\\n').split(/(?<=[aeiou])/).forEach((piece) => parser.push(piece));
                    return heard.join(' ');
                  };
                  return EXPRESSION;
                }
                """
                    .replace("EXPRESSION", expression));
  }
}
