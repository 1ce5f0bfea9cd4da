package io.evenkeel.cli;

import io.evenkeel.cluster.Clients;
import io.evenkeel.config.Configuration;
import io.evenkeel.config.Keys;
import io.evenkeel.instance.InstanceSettings;
import io.evenkeel.pipeline.Pipeline;
import io.evenkeel.pipeline.Topics;
import io.evenkeel.pipeline.account.TopicProgress;
import io.evenkeel.pipeline.market.EndOffsets;
import io.evenkeel.pipeline.market.MarketBoards;
import io.evenkeel.pipeline.market.TopicLayouts;
import io.evenkeel.pipeline.meters.PipelineMeters;
import io.evenkeel.pipeline.outbox.LiveTasks;
import io.evenkeel.pipeline.runtime.ClientSettings;
import io.evenkeel.pipeline.runtime.StreamsDefaults;
import io.evenkeel.wireformat.AvroSerdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyDescription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the topology. */
@Command(
    name = "topology",
    mixinStandardHelpOptions = true,
    description = "Prints the topology: sources, processors, stores and sinks. Needs no cluster.")
final class TopologyCommand implements Runnable {
  @Option(names = "--mermaid", description = "As a Mermaid flowchart.")
  private boolean mermaid;

  @Mixin private Settings settings;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var description = describe(settings.read());
    spec.commandLine()
        .getOut()
        .print(mermaid ? MermaidFlowchart.of(description) : description.toString());
    spec.commandLine().getOut().flush();
  }

  static TopologyDescription describe(Configuration configuration) {
    var names = new Clients(configuration).names();
    var settings = new InstanceSettings(configuration, names);
    var layout =
        TopicLayouts.withoutCluster(
            Topics.ALL.stream().flatMap(topic -> names.each(topic).stream()).toList());
    try (var boards =
        new MarketBoards(settings.market(), names, layout, EndOffsets.WITHOUT_CLUSTER)) {
      return Pipeline.build(
              streamsConfig(configuration),
              settings.pipeline(),
              boards,
              layout,
              AvroSerdes.inMemory("topology"),
              new LiveTasks(),
              TopicProgress.WITHOUT_CLUSTER,
              PipelineMeters.unread(names))
          .describe();
    }
  }

  private static StreamsConfig streamsConfig(Configuration configuration) {
    return new StreamsConfig(
        StreamsDefaults.of(
            ClientSettings.of(
                configuration.get(Keys.APPLICATION_ID),
                configuration.get(Keys.BOOTSTRAP_SERVERS),
                configuration.get(Keys.STATE_DIR))));
  }
}
