package io.evenkeel.json;

/**
 * A JSON text that is not what was expected.
 *
 * <p>{@link #getMessage()} is one sentence; {@link #pointer()} says where in the text, as a JSON
 * pointer such as {@code /accounts/0/type}.
 */
public final class JsonFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String pointer;
  private final String sentence;

  public JsonFault(String pointer, String sentence) {
    super(sentence);
    this.pointer = pointer;
    this.sentence = sentence;
  }

  public String pointer() {
    return pointer;
  }

  public String sentence() {
    return sentence;
  }

  /** The field as a person writes it: {@code accounts[0].type}. */
  public String field() {
    return pointer.replaceAll("/(\\d+)", "[$1]").replaceFirst("^/", "").replace('/', '.');
  }
}
