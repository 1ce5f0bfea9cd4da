package io.evenkeel.cli;

import io.evenkeel.cluster.ClusterException;
import io.evenkeel.config.ConfigurationException;
import io.evenkeel.pipeline.runtime.UnreadableStateException;
import io.evenkeel.platform.StartupException;
import io.evenkeel.wireformat.RegistryUnavailableException;
import io.evenkeel.wireformat.SchemaRefusedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** What is told of an exception that ended a command, and the exit code that goes with it. */
final class Faults {
  private Faults() {}

  /** One sentence, without a stack trace; where the cause is known, it names the fix. */
  static String sentence(Throwable fault) {
    if (fault instanceof KafkaException kafka) {
      return kafka(kafka);
    }
    var message = fault.getMessage();
    return message == null ? fault.getClass().getSimpleName() : message;
  }

  private static String kafka(KafkaException fault) {
    if (fault instanceof TimeoutException) {
      return "the Kafka cluster does not answer (%s); check bootstrap.servers and the security settings, and that a broker runs there"
          .formatted(fault.getMessage());
    }
    if (fault instanceof AuthenticationException || fault instanceof AuthorizationException) {
      return "the Kafka cluster refuses this client (%s); check the security settings and its rights"
          .formatted(fault.getMessage());
    }
    var cause = innermost(fault);
    return cause instanceof ConfigException
        ? "a setting of Kafka's clients cannot be used (%s); mend it in the configuration"
            .formatted(cause.getMessage())
        : "Kafka's client failed (%s)".formatted(cause.getMessage());
  }

  private static Throwable innermost(Throwable fault) {
    var cause = fault;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause;
  }

  static int exitCode(Throwable fault) {
    return isWrongUsage(fault) ? ExitCodes.WRONG_USAGE : ExitCodes.FAILED;
  }

  private static boolean isWrongUsage(Throwable fault) {
    return fault instanceof UsageException
        || fault instanceof ConfigurationException
        || fault instanceof StartupException
        || fault instanceof UnreadableStateException
        || fault instanceof ClusterException
        || fault instanceof RegistryUnavailableException
        || fault instanceof SchemaRefusedException
        || (fault instanceof KafkaException && !(fault instanceof InterruptException));
  }
}
