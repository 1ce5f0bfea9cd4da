package io.evenkeel.pipeline.wire;

import io.evenkeel.core.book.Model;
import io.evenkeel.core.money.GivenWeight;
import io.evenkeel.schemas.ModelHolding;
import io.evenkeel.schemas.ModelInput;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Models as records carry them for whoever computes again. */
final class ModelInputs {
  private ModelInputs() {}

  static List<ModelInput> write(Iterable<Model> models) {
    return java.util.stream.StreamSupport.stream(models.spliterator(), false)
        .map(model -> write(model.modelId(), model.version(), model.holdings()))
        .toList();
  }

  static List<ModelInput> write(Map<String, SortedMap<String, GivenWeight>> weightsByModel) {
    return weightsByModel.entrySet().stream()
        .map(model -> write(model.getKey(), 0, model.getValue()))
        .toList();
  }

  /** Whoever computes takes models of the account's own firm only, so that theirs it is. */
  static List<Model> read(List<ModelInput> models, String firmId) {
    return models.stream()
        .map(m -> new Model(m.getModelId(), firmId, m.getVersion(), "", weights(m)))
        .toList();
  }

  static SortedMap<String, SortedMap<String, GivenWeight>> weightsByModel(List<ModelInput> models) {
    var byModel = new TreeMap<String, SortedMap<String, GivenWeight>>();
    models.forEach(model -> byModel.put(model.getModelId(), weights(model)));
    return byModel;
  }

  private static ModelInput write(
      String modelId, long version, SortedMap<String, GivenWeight> weights) {
    var holdings =
        weights.entrySet().stream()
            .map(holding -> new ModelHolding(holding.getKey(), holding.getValue().fraction()))
            .toList();
    return new ModelInput(modelId, version, holdings);
  }

  private static SortedMap<String, GivenWeight> weights(ModelInput model) {
    var weights = new TreeMap<String, GivenWeight>();
    model
        .getHoldings()
        .forEach(h -> weights.put(h.getSecurityId(), new GivenWeight(h.getWeight())));
    return weights;
  }
}
