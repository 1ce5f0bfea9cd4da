package io.evenkeel.http;

import io.evenkeel.json.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/v1/stream}: committed events as they come, one thread per follower, at most {@link
 * #MOST_FOLLOWERS}. A follower that reads too slowly is not waited for: it goes on from the topics.
 */
final class StreamRoutes {
  static final int MOST_FOLLOWERS = 200;
  static final Duration BEAT_EVERY = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(StreamRoutes.class);
  private static final Set<String> PARAMETERS =
      Set.of("types", "advisor", "custodian", "lastEventId");

  private final Feed feed;
  private final HostInfo self;
  private final Semaphore free = new Semaphore(MOST_FOLLOWERS);

  StreamRoutes(Feed feed, HostInfo self) {
    this.feed = feed;
    this.self = self;
  }

  void addTo(Routes routes) {
    routes.get("/api/v1/stream", PARAMETERS, this::stream);
  }

  private void stream(Context ctx) {
    var types = types(ctx.queryParam("types"));
    var last = lastEventId(ctx);
    var from = last == null ? null : FeedPosition.of(last, Feed.TYPES.size());
    if (!free.tryAcquire()) {
      throw Problem.notNow(
              "%d streams are open already; close one, or ask another instance."
                  .formatted(MOST_FOLLOWERS))
          .thrown();
    }
    FeedRing ring;
    try {
      ring = feed.follow();
    } catch (RuntimeException e) {
      free.release();
      throw e;
    }
    begin(ctx, new Follower(ctx, ring, types, from, OwnerFilter.of(ctx)));
  }

  private void begin(Context ctx, Follower follower) {
    ctx.contentType("text/event-stream;charset=utf-8")
        .header("Cache-Control", "no-cache")
        .header("X-Accel-Buffering", "no")
        .header(Whereabouts.INSTANCE, Whereabouts.name(self));
    ctx.future(
        () -> {
          var done = new CompletableFuture<Void>();
          var thread = new Thread(() -> follow(follower, done), "event-stream");
          thread.setDaemon(true);
          thread.start();
          return done;
        });
  }

  private void follow(Follower follower, CompletableFuture<Void> done) {
    try {
      follower.run();
    } catch (IOException e) {
      LOG.debug("A follower is gone.", e);
    } catch (KafkaException e) {
      LOG.warn("A stream of events ended; its follower comes again.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      feed.leave();
      free.release();
      done.complete(null);
    }
  }

  private static @Nullable String lastEventId(Context ctx) {
    var header = ctx.header("Last-Event-ID");
    var last = header == null ? ctx.queryParam("lastEventId") : header;
    return last == null || last.isEmpty() ? null : last;
  }

  private static Set<Integer> types(@Nullable String wanted) {
    var names = Feed.TYPES.stream().map(topic -> topic.name()).toList();
    var types = new TreeSet<Integer>();
    for (var name : wanted == null ? names : Arrays.asList(wanted.split(",", -1))) {
      var type = names.indexOf(name);
      if (type < 0) {
        throw Problem.badRequest("types=%s is not known; it is some of %s.".formatted(name, names))
            .thrown();
      }
      types.add(type);
    }
    return types;
  }

  /** One open stream. */
  private final class Follower {
    private final Context ctx;
    private final FeedRing ring;
    private final Set<Integer> types;
    private final OwnerFilter wanted;
    private final boolean isCutOtherwise;
    private FeedPosition position;

    Follower(
        Context ctx,
        FeedRing ring,
        Set<Integer> types,
        @Nullable FeedPosition from,
        OwnerFilter wanted) {
      this.ctx = ctx;
      this.ring = ring;
      this.types = types;
      this.wanted = wanted;
      var now = ring.next().of(types);
      this.isCutOtherwise = from != null && from.isCutOtherwise(now);
      this.position = from == null ? now : from.of(types).completedBy(now);
    }

    void run() throws IOException, InterruptedException {
      var isOfOtherTopics = isCutOtherwise || feed.isBeyondTheEnd(position, ring.next());
      if (isOfOtherTopics) {
        position = ring.next().of(types);
      }
      var out = ctx.res().getOutputStream();
      var hello = Json.line(Json.object().put("instance", Whereabouts.name(self)));
      write(out, "retry: 1000\n\n" + event("hello", position.id(), hello));
      if (isOfOtherTopics) {
        write(out, event("reset", position.id(), "{}"));
      }
      while (feed.isFilled(ring)) {
        var number = ring.numberOf(position);
        if (number >= 0) {
          fromRing(out, number);
        } else if (!fromTopics(out)) {
          position = ring.next().of(types);
          write(out, event("reset", position.id(), "{}"));
        }
      }
    }

    /** Ends where the ring has gone on without the follower, or is filled no more. */
    private void fromRing(OutputStream out, long begin) throws IOException, InterruptedException {
      var number = begin;
      while (feed.isFilled(ring)) {
        var some = ring.from(number, BEAT_EVERY.toMillis());
        if (some == null) {
          return;
        }
        number += some.size();
        write(out, some.isEmpty() ? ": beat\n\n" : text(some));
      }
    }

    private boolean fromTopics(OutputStream out) throws IOException {
      var until = ring.next().of(types);
      try {
        var whole = feed.readAgain(position, until, some -> writeAgain(out, some));
        if (whole) {
          position.advanceTo(until);
        }
        return whole;
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    private void writeAgain(OutputStream out, List<FeedEvent> some) {
      try {
        write(out, text(some));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The events that are wanted; the last of them has the id from which to go on. */
    private String text(List<FeedEvent> some) {
      var shown = new ArrayList<String[]>();
      for (var event : some) {
        if (!position.isPast(event)) {
          position.passed(event);
          var what = feed.show(event);
          if (isWanted(what)) {
            shown.add(new String[] {Feed.TYPES.get(event.type()).name(), what.json()});
          }
        }
      }
      var text = new StringBuilder();
      for (var i = 0; i < shown.size(); i++) {
        var last = i == shown.size() - 1;
        text.append(event(shown.get(i)[0], last ? position.id() : null, shown.get(i)[1]));
      }
      return text.toString();
    }

    private boolean isWanted(FeedEvent.Shown shown) {
      return (shown.advisorId() == null || Parameters.is(wanted.advisor(), shown.advisorId()))
          && (shown.custodianId() == null
              || Parameters.is(wanted.custodian(), shown.custodianId()));
    }

    private String event(String type, @Nullable String id, String data) {
      return "event: %s\n%sdata: %s\n\n"
          .formatted(type, id == null ? "" : "id: " + id + "\n", data);
    }

    private void write(OutputStream out, String text) throws IOException {
      if (!text.isEmpty()) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    }
  }
}
