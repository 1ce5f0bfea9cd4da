package io.evenkeel.core.account;

import static io.evenkeel.core.account.Story.managed;
import static io.evenkeel.core.account.Story.security;

import io.evenkeel.core.approval.AccountOutcome;
import io.evenkeel.core.approval.Batch;
import io.evenkeel.core.approval.BatchRelease;
import io.evenkeel.core.history.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account of 90 AAA and 10 BBB that is to have 50 of each, at prices that stand still: whatever
 * is canceled and built again, nobody ever has to sell AAA below 50, or buy BBB above it.
 */
final class CancelRace {
  final Random random;
  final RacingCustodian custodian;
  final List<Execution> delivered = new ArrayList<>();
  private final List<Execution> undelivered = new ArrayList<>();
  final Set<String> left = new HashSet<>();
  private final Set<String> built = new HashSet<>();
  private final Map<String, AccountCommand> commands = new HashMap<>();
  final Story story;
  @Nullable Batch newest;
  @Nullable Instant through;
  private int heard;
  private int sent;
  private long version = 100;
  private int requests;
  private int batches;

  CancelRace(long seed) {
    this(seed, AccountSettings.DEFAULTS);
  }

  CancelRace(long seed, AccountSettings settings) {
    random = new Random(seed);
    custodian = new RacingCustodian(random);
    story = Story.begun();
    story.settings = settings;
    story.boards.target("HALVES", security("AAA", "0.5"), security("BBB", "0.5"));
    story.opened("HALVES", List.of(managed("0", "AAA 90", "BBB 10")));
    build();
    approve();
  }

  void step() {
    switch (random.nextInt(10)) {
      case 0 -> command();
      case 1 -> again();
      case 2 -> book();
      case 3 -> build();
      case 4 -> approve();
      case 5 -> custodian.reads();
      case 6, 7 -> custodian.acts();
      default -> deliver();
    }
    listen();
    story.later(Duration.ofSeconds(2));
  }

  private void command() {
    var open = story.book.batches().open();
    var batchId = open == null ? "B-none" : open.batchId();
    var ask =
        random.nextBoolean()
            ? new Ask.CancelBatch(batchId)
            : new Ask.ReplaceBatch(batchId, "R-" + ++requests, null);
    var id = "K-" + random.nextInt(60);
    var command =
        commands.computeIfAbsent(
            id, k -> new AccountCommand(k, "advisor-7", "F-1", story.now, ask));
    story.command(command);
  }

  /** A request asks an account once. */
  private void build() {
    var opened =
        story.outcomes().stream()
            .filter(AccountOutcome.Opened.class::isInstance)
            .map(AccountOutcome.Opened.class::cast)
            .filter(asked -> !built.contains(asked.requestId()))
            .findFirst();
    if (opened.isPresent() && random.nextInt(3) > 0) {
      built.add(opened.get().requestId());
      story.buildAs(opened.get().requestId(), opened.get());
    } else {
      story.build("R-" + ++requests);
    }
  }

  /** Results of its last four batches are known to an account, however late they come. */
  private void approve() {
    var pending = story.book.pending();
    if (pending != null && batches < 4) {
      batches++;
      story.approve(pending.requestId());
    }
    listen();
  }

  /** What the account sends goes to the custodian, what that says waits to be delivered. */
  void listen() {
    var released = story.said(Output.Release.class);
    for (var release : released.subList(sent, released.size())) {
      custodian.toRead.add(release.release());
      newest = release.release().kind() == BatchRelease.Kind.WHOLE ? release.batch() : newest;
    }
    sent = released.size();
    undelivered.addAll(custodian.said.subList(heard, custodian.said.size()));
    heard = custodian.said.size();
  }

  private void deliver() {
    if (!undelivered.isEmpty()) {
      var next = undelivered.remove(random.nextInt(undelivered.size()));
      delivered.add(next);
      story.executed(next);
    }
  }

  private void again() {
    if (!delivered.isEmpty()) {
      story.executed(delivered.get(random.nextInt(delivered.size())));
    }
  }

  /** A snapshot of what the custodian has. */
  void book() {
    through = custodian.clock();
    var aaa = 90 + custodian.bought("AAA");
    var bbb = 10 + custodian.bought("BBB");
    var cash = String.valueOf(100 * (100 - aaa - bbb));
    story.positions(++version, through, List.of(managed(cash, "AAA " + aaa, "BBB " + bbb)));
  }

  void settle() {
    listen();
    custodian.finishes();
    listen();
    while (!undelivered.isEmpty()) {
      deliver();
    }
    book();
    listen();
  }
}
