package io.evenkeel.backtest;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record that a script sends.
 *
 * @param to the topic
 * @param value {@code null} for a tombstone
 * @param versionOwed positions that name no version: the next one of their account is put in
 */
record ScriptedRecord(
    InputTopics.Destination to, String key, @Nullable SpecificRecord value, boolean versionOwed) {}
