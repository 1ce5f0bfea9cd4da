package io.evenkeel.core.approval;

/** Who an account belongs to and where it is held: what every output names beside the account. */
public record Affiliation(String firmId, String advisorId, String custodianId) {}
