package io.evenkeel.cli;

import io.evenkeel.schemas.ControlScope;
import java.util.Locale;

/** The scope of a halt as somebody typed it. */
final class HaltScopeArgument {
  private HaltScopeArgument() {}

  static ControlScope find(String text) {
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "FIRM" -> ControlScope.FIRM;
      case "CUSTODIAN" -> ControlScope.CUSTODIAN;
      case "ACCOUNT" -> ControlScope.ACCOUNT;
      case "SECURITY" -> ControlScope.SECURITY;
      default ->
          throw new UsageException(
              "there is no scope %s; it is FIRM, CUSTODIAN, ACCOUNT or SECURITY".formatted(text));
    };
  }

  /** A reason that says something. */
  static String reason(String text) {
    if (text.isBlank()) {
      throw new UsageException("the reason is empty; say why with --reason TEXT");
    }
    return text.strip();
  }
}
