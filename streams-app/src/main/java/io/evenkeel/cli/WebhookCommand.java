package io.evenkeel.cli;

import io.evenkeel.cluster.Clients;
import io.evenkeel.cluster.StartupChecks;
import io.evenkeel.notify.Message;
import io.evenkeel.notify.NotificationSettings;
import io.evenkeel.notify.Resending;
import io.evenkeel.notify.Wording;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.webhook.Endpoint;
import io.evenkeel.webhook.HttpPost;
import io.evenkeel.webhook.Post;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tries the endpoints that notifications go to, and sends them again what they missed. */
@Command(
    name = "webhook",
    mixinStandardHelpOptions = true,
    description =
        "Tries the endpoints that notifications go to, or sends them again what they missed.",
    synopsisSubcommandLabel = "(test | resend)")
final class WebhookCommand implements Runnable {
  private static final int SHOWN_CHARACTERS = 300;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new UsageException(
        "say what to do: ./evenkeel webhook test --config FILE --advisor ADVISOR");
  }

  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = {
        "Sends a signed message of the type webhook.ping, as notifications are, and prints the"
            + " answer.",
        "It goes to the endpoint of an advisor or of a firm, to one by its name, or to the default"
            + " one.",
        "Needs no cluster. Exit code 1 where the endpoint did not take it."
      })
  int test(
      @Mixin Settings settings,
      @Option(names = "--advisor", paramLabel = "ADVISOR", description = "Whose endpoint.")
          @Nullable String advisor,
      @Option(
              names = "--firm",
              paramLabel = "FIRM",
              description = "The advisor's firm, or a firm's endpoint where no advisor is given.")
          @Nullable String firm,
      @Option(names = "--endpoint", paramLabel = "NAME", description = "An endpoint by its name.")
          @Nullable String name) {
    var known = NotificationSettings.of(settings.read());
    if (!known.isOn()) {
      throw new UsageException(
          "there is no endpoint; set notifications.url.NAME, a secret and notifications.default,"
              + " see docs/notifications.md");
    }
    var firmId = firm == null && advisor != null ? firmOf(known, advisor) : firm;
    var endpoint = name == null ? addressee(known, firmId, advisor) : named(known, name);
    return send(known, endpoint, firmId, advisor);
  }

  @Command(
      name = "resend",
      mixinStandardHelpOptions = true,
      description = {
        "Sends an endpoint again what it was told, or should have been, in a span of time.",
        "The messages come out of the topics and have the ids that they always had. It stops at the"
            + " first one that is not taken, with exit code 1; run it again once the endpoint"
            + " works."
      })
  int resend(
      @Mixin Settings settings,
      @Option(
              names = "--endpoint",
              paramLabel = "NAME",
              required = true,
              description = "The endpoint's name.")
          String name,
      @Option(
              names = "--since",
              paramLabel = "TIME",
              required = true,
              description = "Such as 2026-11-20T16:00:00-05:00.")
          OffsetDateTime since,
      @Option(names = "--until", paramLabel = "TIME", description = "Default: now.")
          @Nullable OffsetDateTime until) {
    var configuration = settings.readForOneCommand();
    var known = NotificationSettings.of(configuration);
    var endpoint = named(known, name);
    var clients = new Clients(configuration);
    try (var admin = clients.admin()) {
      var names = clients.names();
      StartupChecks.requireTopics(
          admin,
          List.of(
              names.of(Topics.DRIFT_EVENTS),
              names.of(Topics.ADVISORIES),
              names.of(Topics.DIGESTS)));
    }
    var clock = Clock.systemUTC();
    var post = new HttpPost(known.timeout());
    var outcome =
        new Resending(clients, known, endpoint, post, clock)
            .send(since.toInstant(), until == null ? clock.instant() : until.toInstant());
    out().printf("%d messages were taken by the endpoint %s%n", outcome.taken(), name);
    if (outcome.why().isPresent()) {
      throw new FailedException(outcome.why().get());
    }
    return ExitCodes.DONE;
  }

  private static @Nullable String firmOf(NotificationSettings known, String advisor) {
    List<String> firms = known.firmsThatName(advisor);
    if (firms.size() > 1) {
      throw new UsageException(
          "the firms %s each have an advisor %s; say which with --firm"
              .formatted(String.join(", ", firms), advisor));
    }
    return firms.isEmpty() ? null : firms.get(0);
  }

  private static Endpoint addressee(
      NotificationSettings known, @Nullable String firm, @Nullable String advisor) {
    return known
        .endpointOf(firm, advisor)
        .orElseThrow(
            () ->
                new UsageException(
                    "nobody is told of them; set notifications.default, or give --endpoint, one of "
                        + names(known.endpoints().keySet())));
  }

  private static Endpoint named(NotificationSettings known, String name) {
    var endpoint = known.endpoints().get(name);
    if (endpoint == null) {
      throw new UsageException(
          "there is no endpoint %s; it is one of %s"
              .formatted(name, names(known.endpoints().keySet())));
    }
    return endpoint;
  }

  private static String names(Set<String> names) {
    return String.join(", ", names);
  }

  private int send(
      NotificationSettings known,
      Endpoint endpoint,
      @Nullable String firm,
      @Nullable String advisor) {
    var now = Clock.systemUTC().instant();
    Message ping = new Wording(known.zone()).ping(firm, advisor, now);
    out().println("endpoint " + endpoint.name() + ", message " + ping.id());
    var begun = System.nanoTime();
    var reply = new HttpPost(known.timeout()).post(endpoint, ping.id(), now, ping.body()).join();
    var took = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    return tell(reply, took);
  }

  private int tell(Post.Reply reply, long tookMillis) {
    if (reply.status() == 0) {
      throw new FailedException(
          "the endpoint %s; check its address, and that a receiver runs there"
              .formatted(reply.why()));
    }
    out().printf("answered %d after %d ms%n", reply.status(), tookMillis);
    if (!reply.body().isBlank()) {
      out().println(shown(reply.body()));
    }
    var taken = reply.status() >= 200 && reply.status() < 300;
    if (!taken) {
      throw new FailedException(
          "the endpoint answered %d, and only 2xx means that it took the message; a wrong secret is a common reason"
              .formatted(reply.status()));
    }
    return ExitCodes.DONE;
  }

  /** On one line, and without what a terminal would obey. */
  private static String shown(String body) {
    var plain = body.replaceAll("\\p{Cntrl}+", " ").strip();
    return plain.length() <= SHOWN_CHARACTERS ? plain : plain.substring(0, SHOWN_CHARACTERS) + "…";
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
