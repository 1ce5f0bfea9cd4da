package io.evenkeel.pipeline.wire;

import io.evenkeel.schemas.VersionedId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Versions by id, in their order. */
final class VersionedIds {
  private VersionedIds() {}

  static List<VersionedId> write(Map<String, Long> versions) {
    return versions.entrySet().stream()
        .map(entry -> new VersionedId(entry.getKey(), entry.getValue()))
        .toList();
  }

  static Map<String, Long> read(List<VersionedId> versions) {
    var byId = new LinkedHashMap<String, Long>();
    versions.forEach(version -> byId.put(version.getId(), version.getVersion()));
    return byId;
  }
}
