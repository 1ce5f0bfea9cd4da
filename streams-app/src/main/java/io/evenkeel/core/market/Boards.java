package io.evenkeel.core.market;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.book.Security;
import io.evenkeel.core.book.Target;
import io.evenkeel.core.tax.LossSale;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every instance knows of prices and reference data, read-only. Each answer is the newest
 * applied; two answers need not be of the same moment.
 */
public interface Boards {
  /** The last good price; {@code null} where none was ever accepted or it was withdrawn. */
  @Nullable Quote quote(String securityId);

  /** The security's attributes; {@code null} where none are known, and then the defaults hold. */
  @Nullable Security security(String securityId);

  /** The newest version of a model; {@code null} where it was never seen or was deleted. */
  @Nullable Model model(String modelId);

  /** The newest version of a target; {@code null} where it was never seen or was deleted. */
  @Nullable Target target(String targetId);

  /**
   * The target of scope ACCOUNT that belongs to an account: of several the one with the later
   * {@code createdAt}, then the greater id; {@code null} where there is none.
   */
  default @Nullable Target ownTarget(String accountId) {
    return null;
  }

  /** The newest corporate action of a security; {@code null} where none is known. */
  default @Nullable CorporateAction corporateAction(String securityId) {
    return null;
  }

  /**
   * The newest sale at a loss of every account of a group and every security, as far as their
   * blocks may not be over.
   */
  default Collection<LossSale> lossSales(String firmId, String group) {
    return List.of();
  }

  /** The halt that is on for this scope; {@code null} where nothing is halted. */
  default @Nullable Halt halt(Halt.Scope scope, String id) {
    return null;
  }
}
