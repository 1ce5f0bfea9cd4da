package io.evenkeel.chaos.fault;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/**
 * Kafka's own clients for Kafka Streams, with a {@link Trigger} beside them. An instance takes it
 * by its setting {@code streams.default.client.supplier}; the application knows nothing of it.
 */
public final class WatchedClients implements KafkaClientSupplier {
  /** What a line of the log begins with that tells a rebalance; the thread follows. */
  public static final String REBALANCED = "chaos: rebalanced ";

  private final KafkaClientSupplier clients = new DefaultKafkaClientSupplier();
  private final Trigger trigger = Trigger.ofProcess();

  public WatchedClients() {
    trigger.at(Moment.AT_START);
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return clients.getAdmin(config);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    var producer = clients.getProducer(config);
    return (Producer<byte[], byte[]>)
        proxy(
            Producer.class,
            producer,
            (self, method, arguments) -> {
              switch (method.getName()) {
                case "sendOffsetsToTransaction" -> trigger.at(Moment.BEFORE_OFFSETS);
                case "commitTransaction" -> trigger.at(Moment.BEFORE_COMMIT);
                default -> {
                  // What matters of the others comes after them.
                }
              }
              var answer = method.invoke(producer, arguments);
              switch (method.getName()) {
                case "beginTransaction" -> trigger.at(Moment.BEGUN);
                case "commitTransaction" -> trigger.at(Moment.AFTER_COMMIT);
                case "send" -> sent((ProducerRecord<?, ?>) arguments[0]);
                default -> {
                  // Nothing that has a name.
                }
              }
              return answer;
            });
  }

  private void sent(ProducerRecord<?, ?> record) {
    var topic = record.topic();
    if (topic.contains("drift-events")) {
      trigger.at(Moment.SENT_EVENT);
    } else if (topic.contains("approved-trades.")) {
      trigger.at(Moment.SENT_BATCH);
    } else if (topic.endsWith("-changelog")) {
      trigger.at(Moment.SENT_CHANGE);
    }
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return watched(clients.getConsumer(config), Moment.POLLED, Moment.JOINING);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return watched(clients.getRestoreConsumer(config), Moment.RESTORING, null);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return watched(clients.getGlobalConsumer(config), Moment.READING_BOARDS, null);
  }

  @SuppressWarnings("unchecked")
  private Consumer<byte[], byte[]> watched(
      Consumer<byte[], byte[]> consumer,
      Moment onRecords,
      @org.jspecify.annotations.Nullable Moment beforePoll) {
    return (Consumer<byte[], byte[]>)
        proxy(
            Consumer.class,
            consumer,
            (self, method, arguments) -> {
              if (method.getName().equals("subscribe")) {
                watchAssignment(arguments);
              }
              if (beforePoll != null && method.getName().equals("poll")) {
                trigger.at(beforePoll);
              }
              var answer = method.invoke(consumer, arguments);
              if (answer instanceof ConsumerRecords<?, ?> records && !records.isEmpty()) {
                trigger.at(onRecords);
              }
              return answer;
            });
  }

  private void watchAssignment(Object[] arguments) {
    for (var i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof ConsumerRebalanceListener listener) {
        arguments[i] = new WatchedAssignment(listener, trigger);
      }
    }
  }

  private record WatchedAssignment(ConsumerRebalanceListener listener, Trigger trigger)
      implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      listener.onPartitionsRevoked(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      System.out.println(REBALANCED + Thread.currentThread().getName());
      if (!partitions.isEmpty()) {
        trigger.at(Moment.ASSIGNED);
      }
      listener.onPartitionsAssigned(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      listener.onPartitionsLost(partitions);
    }
  }

  /** The fault of the client itself comes out, as if nothing stood between. */
  private static Object proxy(Class<?> type, Object client, InvocationHandler handler) {
    return Proxy.newProxyInstance(
        WatchedClients.class.getClassLoader(),
        new Class<?>[] {type},
        (self, method, arguments) -> {
          try {
            return handler.invoke(self, method, arguments == null ? new Object[0] : arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }
}
