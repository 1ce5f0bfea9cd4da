package io.evenkeel.wireformat;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Someone else's deserializer, made to tell a record that cannot be read from a registry that
 * cannot be reached, and to ask the registry again. Their classes report both as a {@link
 * SerializationException}; what is behind it decides.
 */
final class ForeignDeserializer<T> implements Deserializer<T> {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Deserializer<Object> foreign;
  private final Class<T> type;
  private final SubjectNames subjects;
  private final Duration maxWait;

  ForeignDeserializer(
      Deserializer<Object> foreign, Class<T> type, SubjectNames subjects, Duration maxWait) {
    this.foreign = foreign;
    this.type = type;
    this.subjects = subjects;
    this.maxWait = maxWait;
  }

  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    var deadline = System.nanoTime() + maxWait.toNanos();
    while (true) {
      try {
        return typed(topic, foreign.deserialize(subjects.family(topic), bytes));
      } catch (RuntimeException e) {
        if (!isAboutTheRegistry(e)) {
          throw unreadable(topic, e);
        }
        pauseOrGiveUp(deadline, e);
      }
    }
  }

  private T typed(String topic, Object value) {
    if (!type.isInstance(value)) {
      throw new UnreadableRecordException(
          "A record on %s is a %s, not a %s."
              .formatted(topic, value.getClass().getName(), type.getName()));
    }
    return type.cast(value);
  }

  private static UnreadableRecordException unreadable(String topic, RuntimeException e) {
    var sentence = "A record on %s cannot be read: %s".formatted(topic, e.getMessage());
    return causes(e).anyMatch(ForeignDeserializer::saysUnknown)
        ? UnreadableRecordException.ofUnknownSchema(sentence)
        : new UnreadableRecordException(sentence, e);
  }

  private static boolean isAboutTheRegistry(RuntimeException e) {
    if (causes(e).anyMatch(ForeignDeserializer::saysUnknown)) {
      return false;
    }
    return isFromTheRegistryItself(e) || causes(e).anyMatch(ForeignDeserializer::meansUnreachable);
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause);
  }

  private static boolean saysUnknown(Throwable cause) {
    return isRestClientException(cause)
        && String.valueOf(cause.getMessage()).contains("error code: 404");
  }

  private static boolean isRestClientException(Throwable cause) {
    return cause.getClass().getName().endsWith(".RestClientException");
  }

  /**
   * Their classes turn some of the registry's answers (401, 403, 5xx) into exceptions of Kafka's,
   * and wrap whatever else keeps them from the schema in words of their own.
   */
  private static boolean isFromTheRegistryItself(RuntimeException e) {
    return e instanceof SerializationException
        ? String.valueOf(e.getMessage()).startsWith("Error retrieving")
        : e.getClass().getName().startsWith("org.apache.kafka.common.errors.");
  }

  private static boolean meansUnreachable(Throwable cause) {
    var name = cause.getClass().getName();
    return cause instanceof InterruptedIOException
        || isRestClientException(cause)
        || name.startsWith("java.net.")
        || name.startsWith("javax.net.ssl.");
  }

  private void pauseOrGiveUp(long deadline, RuntimeException failure) {
    if (System.nanoTime() >= deadline) {
      throw new RegistryUnavailableException(
          "The schema registry has not answered for %d ms: start it, or check schema.registry.url."
              .formatted(maxWait.toMillis()),
          failure);
    }
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("Interrupted while waiting for the registry.", e);
    }
  }

  @Override
  public void close() {
    foreign.close();
  }
}
