package io.evenkeel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Dashboards, alerts and runbooks")
class WatchFilesTest {
  private static final Pattern RUNBOOK = Pattern.compile("(?m)^## (Evenkeel\\w+)$");

  @Test
  void areThreeDashboardsThatGrafanaCanTellApart() {
    var uids = new HashSet<String>();
    for (var dashboard : WatchFiles.dashboards().values()) {
      uids.add(dashboard.get("uid").asText());
      assertThat(dashboard.get("title").asText()).startsWith("Evenkeel: ");
      var ids = new ArrayList<Integer>();
      for (var panel : dashboard.get("panels")) {
        ids.add(panel.get("id").asInt());
        if (!panel.get("type").asText().equals("row")) {
          assertThat(panel.get("description").asText()).as(panel.toString()).isNotBlank();
          assertThat(panel.at("/datasource/uid").asText()).isEqualTo("prometheus");
        }
      }
      assertThat(ids).doesNotHaveDuplicates();
    }
    assertThat(uids).hasSize(3);
  }

  @Test
  void haveOneRunbookForEachAlertAndOneAlertForEachRunbook() throws IOException {
    var described = new TreeSet<String>();
    var sections = RUNBOOK.matcher(Files.readString(WatchFiles.RUNBOOKS));
    while (sections.find()) {
      described.add(sections.group(1));
    }
    var raised = new TreeSet<String>();
    WatchFiles.alerts().forEach(alert -> raised.add(WatchFiles.name(alert)));

    assertThat(described).isEqualTo(raised).hasSizeGreaterThan(10);
    assertThat(WatchFiles.alerts()).hasSameSizeAs(raised);
  }

  @Test
  void sayOfEachAlertHowUrgentItIsAndWhereToRead() {
    for (var alert : WatchFiles.alerts()) {
      var name = WatchFiles.name(alert);
      assertThat(alert.at("/labels/severity").asText()).as(name).isIn("page", "ticket");
      assertThat(alert.at("/annotations/summary").asText()).as(name).isNotBlank();
      assertThat(alert.at("/annotations/runbook").asText())
          .isEqualTo("docs/runbooks.md#" + name.toLowerCase(java.util.Locale.ROOT));
    }
  }

  @Test
  void tellInEachRunbookWhatItMeansHowToSeeItWhatToDoAndWhomToWake() throws IOException {
    var text = Files.readString(WatchFiles.RUNBOOKS);
    var sections = text.split("(?m)^## ", -1);
    assertThat(sections).hasSizeGreaterThan(10);
    for (var i = 1; i < sections.length; i++) {
      assertThat(sections[i]).contains("**Means.**", "**See.**", "**Do.**", "**Wake somebody.**");
    }
  }

  @Test
  void areReadAsTheyAreMeant() {
    var promQl =
        PromQl.of(
            "60 * sum by (code, le) (rate(evenkeel_x_total{instance=~\"$instance\",code!=\"A{b}\"}[$__rate_interval])) > 0 and on () (hour() >= 15 < 20) or up");

    assertThat(promQl.selectors())
        .containsExactly(
            new PromQl.Selector("evenkeel_x_total", Set.of("instance", "code")),
            new PromQl.Selector("up", Set.of()));
    assertThat(promQl.grouping()).containsExactlyInAnyOrder("code", "le");
  }
}
