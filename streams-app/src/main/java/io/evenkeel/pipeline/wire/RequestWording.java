package io.evenkeel.pipeline.wire;

import io.evenkeel.core.approval.RequestOutput;
import io.evenkeel.pipeline.TopicNames;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.outbox.Outgoing;

/** What a request says, in the words of the wire. */
public final class RequestWording {
  private final TopicNames names;

  public RequestWording(TopicNames names) {
    this.names = names;
  }

  public Outgoing of(RequestOutput output) {
    if (output instanceof RequestOutput.Task task) {
      return Outgoing.to(
          Topics.ACCOUNT_TASKS, task.task().accountId(), TaskWire.write(task.task()));
    }
    if (output instanceof RequestOutput.History history) {
      var request = history.request();
      return Outgoing.to(Topics.REBALANCE_HISTORY, request.requestId(), HistoryWire.write(request));
    }
    if (output instanceof RequestOutput.HistoryAccount history) {
      var row = history.account();
      return Outgoing.to(
          Topics.REBALANCE_HISTORY_ACCOUNTS,
          row.requestId() + "/" + row.accountId(),
          HistoryWire.write(history.firmId(), row));
    }
    if (output instanceof RequestOutput.ToRequest toRequest) {
      var message = toRequest.message();
      return Outgoing.to(Topics.ACCOUNT_OUTCOMES, message.requestId(), OutcomeWire.write(message));
    }
    return RejectionWire.write((RequestOutput.Rejected) output, names);
  }
}
