package io.evenkeel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What an advisor starts on an account of the demo")
class AccountOrdersTest extends InFrontOfTheDemo {
  @Test
  void plansADepositIsToldWhyAnotherIsRefusedAndCancelsOne() {
    var accountId = demo.accountsThatWouldTrade(1).get(0);
    var page = visit(demo.url(), "/accounts/" + accountId);
    button(page, "Deposit or withdraw…").click();
    var dialog = page.getByRole(AriaRole.DIALOG);
    dialog.getByLabel("Amount in dollars").fill("250.00");
    dialog.getByLabel("When").selectOption("MONTHLY");
    var day = Instant.now().toString().substring(0, 4);
    dialog.getByLabel("First day").fill((Integer.parseInt(day) + 1) + "-03-16");
    assertThat(dialog.locator("[data-effect]"))
        .containsText("$250.00 is awaited in the funding sleeve");
    assertThat(dialog.locator("[data-effect]")).containsText("every month after it");
    button(page, "Plan it").click();
    assertThat(page.getByText("is planned.")).isVisible(visiblePatiently());
    var run = page.locator("tr", new Page.LocatorOptions().setHasText("Scheduled")).first();
    assertThat(run).containsText("$250.00");

    run.getByRole(AriaRole.BUTTON).click();
    button(page, "Cancel the movement").click();
    assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("Canceled")).first())
        .containsText("$250.00", containsPatiently());

    demo.command("account-commands/" + accountId, "{\"type\":\"REMOVE_TARGET\"}");
    button(page, "Deposit or withdraw…").click();
    dialog.getByLabel("Amount in dollars").fill("75.00");
    button(page, "Plan it").click();
    assertThat(dialog.locator(".dialog-said"))
        .containsText("REBALANCER moves an account toward its target", containsPatiently());
    dialog.getByLabel("How").selectOption("PRO_RATA");
    button(page, "Plan it").click();
    assertThat(dialog).hasCount(0, hasCountPatiently());
    assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("$75.00")))
        .containsText("pro rata", containsPatiently());
  }

  @Test
  void allocatesToASleeveAndLiquidatesItByRequestsThatWaitForApproval() {
    var accounts = demo.accountsWithASleeve(2);
    var page = visit(demo.url(), "/accounts/" + accounts.get(0));
    sleeve(page, accounts.get(0), "Allocate…").click();
    var dialog = page.getByRole(AriaRole.DIALOG);
    dialog.getByLabel("Amount in dollars").fill("1.00");
    assertThat(dialog.locator("[data-effect]")).containsText("$1.00 of cash moves into the sleeve");
    button(page, "Build the request").click();
    assertThat(page).hasURL(Pattern.compile("#/requests/R-"));
    assertThat(page.locator(".title")).containsText("By hand", containsPatiently());

    page.evaluate("location.hash = '/accounts/" + accounts.get(1) + "'");
    sleeve(page, accounts.get(1), "Liquidate…").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("is sold");
    button(page, "Build the request").click();
    assertThat(page.locator(".title")).containsText("Pending approval", containsPatiently());
    assertThat(row(page, accounts.get(1))).containsText("Proposed", containsPatiently());
  }

  private static Locator sleeve(Page page, String accountId, String action) {
    return page.locator("[data-sleeve='" + demo.sleeve(accountId) + "']")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(action));
  }

  @Test
  void assignsATargetAndIsToldWhatIsNone() {
    var accountId = demo.accountsThatWouldTrade(1).get(0);
    var another = demo.anotherTarget(accountId);
    var page = visit(demo.url(), "/accounts/" + accountId);
    button(page, "Assign a target…").click();
    var dialog = page.getByRole(AriaRole.DIALOG);
    dialog.getByLabel("Target").fill("NOWHERE");
    assertThat(dialog.locator("[data-effect]")).containsText("NOWHERE is none of the");

    dialog.getByLabel("Target").fill(another);
    assertThat(dialog.locator("[data-effect]")).containsText(another + ", version");
    assertThat(dialog.locator("[data-effect]")).containsText("Assigning trades nothing.");
    button(page, "Assign").last().click();

    assertThat(dialog).hasCount(0, hasCountPatiently());
    assertThat(page.locator("main")).containsText(another + " (version", containsPatiently());
  }

  @Test
  void restrictsASecurityIsToldWhatContradictsItselfAndLiftsIt() {
    try (var publisher = demo.publisher()) {
      demo.add(publisher, "LIMIT-1", "LIMITED");
    }
    var page = visit(demo.url(), "/accounts/LIMIT-1");
    button(page, "Restrict a security…").click();
    var dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog.locator("[data-effect]")).containsText("Name a security.");
    dialog.getByLabel("Security").fill("LIMITED");
    dialog.getByLabel("Restriction").selectOption("SUBSTITUTE");
    dialog.getByLabel("Held instead").fill("LIMITED");
    button(page, "Restrict it").click();
    assertThat(dialog.locator(".dialog-said")).containsText("it cannot be its own substitute");

    dialog.getByLabel("Restriction").selectOption("EXCLUDE");
    assertThat(dialog.locator("[data-effect]"))
        .containsText("LIMITED is not to be held; its weight stays cash.");
    button(page, "Restrict it").click();

    var restricted = page.locator("[data-restricted=LIMITED]");
    assertThat(restricted).containsText("Never hold; its weight stays cash", containsPatiently());
    assertThat(page.locator(".title")).containsText("Needs attention", containsPatiently());

    within(restricted, "Change…").click();
    dialog.getByLabel("Restriction").selectOption("DO_NOT_SELL");
    dialog.getByLabel("Last day, if any").fill("2099-12-31");
    assertThat(dialog.locator("[data-effect]"))
        .containsText("It stands from today until 2099-12-31, both days included.");
    button(page, "Change it").click();
    assertThat(restricted).containsText("Do not sell", containsPatiently());
    assertThat(restricted).containsText("2099-12-31");
    assertThat(page.locator(".title")).containsText("Within its bands", containsPatiently());

    within(restricted, "Lift…").click();
    button(page, "Lift it").click();
    assertThat(restricted).hasCount(0, hasCountPatiently());
    assertThat(page.getByText("Every security may be traded and held.")).isVisible();
  }

  /** The test is the custodian. */
  @Test
  void replacesABatchWhoseCustodianThenSaysThatItIsCanceled() {
    try (var publisher = demo.publisher()) {
      demo.add(publisher, "PATIENT-1", "SLOW", RunningDemo.PATIENT, null);
      var batchId = demo.approved(publisher, "R-slow", "PATIENT-1", "SLOW");
      var page = visit(demo.url(), "/accounts/PATIENT-1");
      button(page, "Cancel or replace…").click();
      var dialog = page.getByRole(AriaRole.DIALOG);
      dialog.getByLabel("What to do").selectOption("REPLACE_BATCH");
      assertThat(dialog.locator("[data-effect]"))
          .containsText("The custodian is told to cancel what it has not done");
      dialog.getByLabel("Built as").selectOption("MIN_TRANSACTION");
      dialog.getByLabel("Reason").fill("it was the wrong day");
      button(page, "Send it").click();
      assertThat(page.getByText("The custodian is told.")).isVisible(visiblePatiently());

      button(page, "Cancel or replace…").click();
      button(page, "Send it").click();
      assertThat(dialog.locator(".dialog-said")).containsText("cancel", containsPatiently());
      button(page, "Not now").click();

      demo.saysCanceled(publisher, "PATIENT-1", batchId);

      assertThat(page.getByText("Open proposal")).isVisible(visiblePatiently());
      assertThat(page.locator("[data-key='" + batchId + "']")).containsText("ended");
    }
  }

  @Test
  void endsABatchByHandThatNobodyAnswers() {
    try (var publisher = demo.publisher()) {
      demo.add(publisher, "PATIENT-2", "SILENT", RunningDemo.PATIENT, null);
      var batchId = demo.approved(publisher, "R-silent", "PATIENT-2", "SILENT");
      var page = visit(demo.url(), "/accounts/PATIENT-2");
      button(page, "Cancel or replace…").click();
      var dialog = page.getByRole(AriaRole.DIALOG);
      dialog.getByLabel("What to do").selectOption("RELEASE_BATCH");
      assertThat(dialog.locator("[data-effect]"))
          .containsText("The batch counts as ended although the custodian has not said so.");
      button(page, "Send it").click();

      assertThat(page.getByText("The batch is ended.")).isVisible(visiblePatiently());
      assertThat(page.locator("[data-key='" + batchId + "']"))
          .containsText("ended", containsPatiently());
      assertThat(button(page, "Cancel or replace…")).hasCount(0);
    }
  }

  @Test
  void releasesOrdersThatAreHeldSinceTheyAreLarge() {
    try (var publisher = demo.publisher()) {
      demo.add(publisher, "PATIENT-3", "THIN", RunningDemo.PATIENT, "1000");
      demo.approved(publisher, "R-thin", "PATIENT-3", "THIN");
      var page = visit(demo.url(), "/accounts/PATIENT-3");
      button(page, "Release held orders…").click();
      assertThat(page.locator("main")).containsText("Held");
      assertThat(page.getByRole(AriaRole.DIALOG)).containsText("large beside the daily volume");
      exactly(page.getByRole(AriaRole.DIALOG), "Release").click();

      assertThat(page.getByText("The orders are released.")).isVisible(visiblePatiently());
      assertThat(button(page, "Release held orders…")).hasCount(0, hasCountPatiently());
      assertThat(page.locator("main")).not().containsText("Held");
    }
  }

  @Test
  void answersForWhatTheCustodianSaysOtherwise() {
    try (var publisher = demo.publisher()) {
      demo.add(publisher, "WAIVED-1", "LESS");
      demo.custodianSays(publisher, "WAIVED-1", "LESS", "3975.00");
      var page = visit(demo.url(), "/accounts/WAIVED-1");
      assertThat(page.getByText("The custodian says otherwise").first())
          .isVisible(visiblePatiently());
      button(page, "Answer for it…").click();
      var dialog = page.getByRole(AriaRole.DIALOG);
      dialog.getByLabel("Waived by").fill("ops-3");
      dialog.getByLabel("Reason").fill("The custodian corrects a fee tonight.");
      button(page, "Waive it").click();

      assertThat(page.getByText("The difference is waived.")).isVisible(visiblePatiently());
      assertThat(button(page, "Answer for it…")).hasCount(0, hasCountPatiently());
    }
  }

  private static Locator within(Locator part, String name) {
    return part.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
  }
}
