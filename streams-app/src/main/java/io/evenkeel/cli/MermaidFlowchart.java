package io.evenkeel.cli;

import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.TopologyDescription;

/** A topology as a Mermaid flowchart, one subgraph for each kind of task. */
final class MermaidFlowchart {
  private final StringBuilder chart = new StringBuilder("flowchart LR\n");
  private final Set<String> edges = new TreeSet<>();

  private MermaidFlowchart() {}

  static String of(TopologyDescription topology) {
    var flowchart = new MermaidFlowchart();
    topology.globalStores().forEach(flowchart::globalStore);
    topology.subtopologies().forEach(flowchart::subtopology);
    flowchart.edges.forEach(edge -> flowchart.chart.append("  ").append(edge).append('\n'));
    return flowchart.chart.toString();
  }

  private void globalStore(TopologyDescription.GlobalStore store) {
    store
        .source()
        .topicSet()
        .forEach(topic -> edges.add(topic(topic) + " --> " + node(store.processor().name())));
  }

  private void subtopology(TopologyDescription.Subtopology part) {
    chart.append("  subgraph task").append(part.id()).append('\n');
    part.nodes().forEach(this::node);
    chart.append("  end\n");
  }

  private void node(TopologyDescription.Node node) {
    if (node instanceof TopologyDescription.Processor processor) {
      chart.append("    ").append(node(processor.name())).append('\n');
      processor
          .stores()
          .forEach(
              store ->
                  edges.add(node(processor.name()) + " -.- " + id(store) + "[(" + store + ")]"));
    } else if (node instanceof TopologyDescription.Source source && source.topicSet() != null) {
      source.topicSet().forEach(topic -> edges.add(topic(topic) + " --> " + node(source.name())));
    } else if (node instanceof TopologyDescription.Sink sink && sink.topic() != null) {
      edges.add(node(sink.name()) + " --> " + topic(sink.topic()));
    }
    node.successors().forEach(next -> edges.add(node(node.name()) + " --> " + node(next.name())));
  }

  private static String topic(String name) {
    return "topic_" + id(name) + "([" + name + "])";
  }

  private static String node(String name) {
    return id(name) + "[" + name + "]";
  }

  private static String id(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_");
  }
}
