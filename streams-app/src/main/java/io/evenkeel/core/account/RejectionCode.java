package io.evenkeel.core.account;

/** Why a command about an account was refused. */
public enum RejectionCode {
  INVALID_COMMAND,
  UNKNOWN_ACCOUNT,
  UNKNOWN_BATCH,
  WRONG_FIRM,
  WRONG_ACCOUNT,
  WRONG_STATE,
  ALREADY_OPENED,
  TOO_MANY_WAITING,
  REQUEST_ID_USED,
  NO_TARGET,
  INVALID_DATE,
  UNKNOWN_MOVEMENT,
  TOO_MANY_MOVEMENTS,
  NOTHING_HELD
}
