package io.evenkeel.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Texts to trees and back: numbers keep every digit, and a name twice is a fault. */
public final class Json {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  /** The tree of such a text; a fault names the line and column. */
  public static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new JsonFault("", "not JSON at " + place(e.getLocation()) + ": " + sentence(e));
    }
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** On one line. */
  public static String line(JsonNode tree) {
    return tree.toString();
  }

  /** Indented, for people. */
  public static String pretty(JsonNode tree) {
    return tree.toPrettyString();
  }

  /** The line, from 1, on which the value at such a pointer begins; 0 where it is nowhere. */
  public static int lineOf(String text, String pointer) {
    try (var parser = MAPPER.createParser(text)) {
      while (parser.nextToken() != null) {
        if (isAt(parser, pointer)) {
          return parser.currentTokenLocation().getLineNr();
        }
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isAt(JsonParser parser, String pointer) {
    return parser.getParsingContext().pathAsPointer().toString().equals(pointer);
  }

  /** Without where the enclosing object began, which names classes of the parser. */
  private static String sentence(JsonProcessingException e) {
    return e.getOriginalMessage().replaceAll(" \\(start marker at .*", "");
  }

  private static String place(JsonLocation location) {
    return "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
