package io.evenkeel.simulation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.TaskId;

/**
 * One thread of a client: the tasks that are assigned to it, and one open transaction for them all,
 * as a thread of Kafka Streams has it.
 */
final class SimulatedThread {
  private final SimulatedProcess process;
  private final SimulatedCluster cluster;
  private final Map<TaskId, SimulatedTask> tasks = new TreeMap<>();
  private final Map<TopicPartition, TaskId> readers = new TreeMap<>(SimulatedCluster.BY_NAME);
  private OpenTransaction transaction = new OpenTransaction();
  private int failAtSend = -1;

  SimulatedThread(SimulatedProcess process, SimulatedCluster cluster) {
    this.process = process;
    this.cluster = cluster;
  }

  SimulatedProcess process() {
    return process;
  }

  SimulatedBoards boards() {
    return process.boards();
  }

  void assign(TaskId id, Set<String> topics) {
    var inputs =
        topics.stream()
            .map(topic -> new TopicPartition(topic, id.partition()))
            .collect(Collectors.toSet());
    var collector = new TransactionCollector(cluster.log(), this::sent);
    tasks.put(id, process.begin(id, inputs, collector));
    inputs.forEach(place -> readers.put(place, id));
  }

  private void sent(TopicPartition place, byte[] key, byte[] value, long at) {
    if (failAtSend > 0 && --failAtSend == 0) {
      throw new InjectedFault("sending to " + place);
    }
    transaction.add(new OpenTransaction.Act.Said(place, key, value, at, boards().positions()));
  }

  /** Has the so-manieth record that it sends from now on fail; state may have changed by then. */
  void failAtSend(int countdown) {
    failAtSend = countdown;
  }

  /** Partitions with records that a task may read now. */
  List<TopicPartition> readable() {
    return readers.keySet().stream().filter(this::isReadable).toList();
  }

  /** Whether a task may read a record from there now. */
  boolean isReadable(TopicPartition place) {
    return position(place) < cluster.log().end(place) && process.isWorking(readers.get(place));
  }

  /** Every partition that its tasks read. */
  Set<TopicPartition> inputs() {
    return readers.keySet();
  }

  private long position(TopicPartition place) {
    var ahead = transaction.positions().get(place);
    return ahead == null ? cluster.position(place) : ahead;
  }

  void read(TopicPartition place) {
    var entry = cluster.log().at(place, position(place));
    transaction.workedOff(entry);
    tasks.get(readers.get(place)).read(entry);
  }

  void look() {
    tasks.values().forEach(SimulatedTask::look);
  }

  OpenTransaction transaction() {
    return transaction;
  }

  /** The transaction became true. */
  void committed() {
    tasks.values().forEach(SimulatedTask::committed);
    transaction = new OpenTransaction();
  }

  /** Tasks that worked something off since the last commit, in order. */
  List<TaskId> atWork() {
    return transaction.positions().keySet().stream().map(readers::get).distinct().sorted().toList();
  }

  Set<TaskId> assigned() {
    return Set.copyOf(tasks.keySet());
  }

  /** Loses its tasks and whatever they did since the last commit; the boards stay. */
  Set<TaskId> kill() {
    var lost = assigned();
    abort();
    tasks.values().forEach(SimulatedTask::kill);
    tasks.clear();
    readers.clear();
    return lost;
  }

  /**
   * Loses what its tasks did since the last commit, and begins the very same tasks anew. Streams
   * does so where a transaction timed out.
   */
  void revive() {
    abort();
    tasks.values().forEach(SimulatedTask::kill);
    tasks.values().forEach(SimulatedTask::revive);
  }

  private void abort() {
    transaction = new OpenTransaction();
    failAtSend = -1;
  }

  /** Begins one task anew right after a commit, while the others live on. */
  void revive(TaskId id) {
    tasks.get(id).kill();
    tasks.get(id).revive();
  }

  /** What no thread may ever do: has its records seen, and not its state. For a planted bug. */
  void sayWithoutState() {
    cluster.leak(transaction);
  }

  /** Gives a task away after a commit. */
  void revoke(TaskId id) {
    tasks.remove(id).kill();
    readers.values().removeIf(id::equals);
  }
}
