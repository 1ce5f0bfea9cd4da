package io.evenkeel.notify;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of whom: the advisor's endpoint, else the firm's, else the default one. Advisors are
 * named with their firm, since two firms may call an advisor the same and nothing may cross firms.
 *
 * @param advisors names of endpoints by firmId/advisorId; {@link #NOBODY} where nobody is told
 * @param firms the same by firmId
 * @param standard for everyone else, and for what is about a security; {@code null} for nobody
 */
record Routing(Map<String, String> advisors, Map<String, String> firms, @Nullable String standard) {
  static final String NOBODY = "off";

  Routing {
    advisors = Map.copyOf(advisors);
    firms = Map.copyOf(firms);
  }

  /** The endpoint's name. */
  Optional<String> endpointOf(@Nullable String firmId, @Nullable String advisorId) {
    var named = firmId == null ? null : advisors.get(firmId + "/" + advisorId);
    if (named == null && firmId != null) {
      named = firms.get(firmId);
    }
    return Optional.ofNullable(named == null ? standard : named)
        .filter(name -> !name.equals(NOBODY));
  }
}
