package io.evenkeel.pipeline.market;

/** What is known of the topic behind a board, and how far the board has come in it. */
record Feed(String topicId, BoardOffsets offsets, BoardCounts counts) {}
