package io.evenkeel.pipeline.market;

import io.evenkeel.core.tax.LossSale;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which sales at a loss concern a group. Those of accounts without one concern nobody else. */
final class GroupLossSales implements ReferenceBoard.Follower<LossSale> {
  private final Map<Group, List<LossSale>> byGroup = new ConcurrentHashMap<>();

  private record Group(String firmId, String group) {}

  @Override
  public void changed(@Nullable LossSale before, @Nullable LossSale now) {
    if (before != null && before.group() != null) {
      byGroup.computeIfPresent(
          new Group(before.firmId(), before.group()), (group, all) -> without(all, before));
    }
    if (now != null && now.group() != null) {
      byGroup.merge(new Group(now.firmId(), now.group()), List.of(now), GroupLossSales::both);
    }
  }

  Collection<LossSale> of(String firmId, String group) {
    return byGroup.getOrDefault(new Group(firmId, group), List.of());
  }

  private static @Nullable List<LossSale> without(List<LossSale> all, LossSale gone) {
    var others = all.stream().filter(sale -> !sale.equals(gone)).toList();
    return others.isEmpty() ? null : others;
  }

  private static List<LossSale> both(List<LossSale> some, List<LossSale> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
