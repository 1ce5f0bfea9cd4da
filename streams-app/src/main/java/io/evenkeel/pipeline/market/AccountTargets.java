package io.evenkeel.pipeline.market;

import io.evenkeel.core.book.Target;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which targets of scope ACCOUNT belong to an account. */
final class AccountTargets implements ReferenceBoard.Follower<Target> {
  private static final Comparator<Target> BY_AGE =
      Comparator.comparing(Target::createdAt).thenComparing(Target::targetId);

  private final Map<String, List<Target>> byAccount = new ConcurrentHashMap<>();

  @Override
  public void changed(@Nullable Target before, @Nullable Target now) {
    if (before != null && before.ownerAccountId() != null) {
      byAccount.computeIfPresent(
          before.ownerAccountId(), (account, all) -> without(all, before.targetId()));
    }
    if (now != null && now.scope() == Target.Scope.ACCOUNT && now.ownerAccountId() != null) {
      byAccount.merge(now.ownerAccountId(), List.of(now), AccountTargets::both);
    }
  }

  /**
   * Of an account's own targets the one that was created last, of two the one with the later id.
   */
  @Nullable Target newest(String accountId) {
    return byAccount.getOrDefault(accountId, List.of()).stream().max(BY_AGE).orElse(null);
  }

  private static @Nullable List<Target> without(List<Target> all, String targetId) {
    var others = all.stream().filter(t -> !Objects.equals(t.targetId(), targetId)).toList();
    return others.isEmpty() ? null : others;
  }

  private static List<Target> both(List<Target> some, List<Target> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
