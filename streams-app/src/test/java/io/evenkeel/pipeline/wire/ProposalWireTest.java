package io.evenkeel.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.core.account.ProposedBook;
import io.evenkeel.core.account.RecomputeProposal;
import io.evenkeel.core.account.TradeProposal;
import io.evenkeel.core.book.TradeLogic;
import io.evenkeel.core.rebalance.RandomBook;
import io.evenkeel.json.Json;
import io.evenkeel.json.RecordReader;
import io.evenkeel.json.RecordWriter;
import io.evenkeel.wireformat.AvroSerdes;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A proposal on its way")
class ProposalWireTest {
  private static final int BOOKS_PER_SEED = 25;
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final String SCOPE = "proposal-wire";

  private final AvroSerdes serdes = AvroSerdes.inMemory(SCOPE);

  @AfterEach
  void forget() {
    AvroSerdes.forget(SCOPE);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 8);
  }

  private io.evenkeel.schemas.TradeProposal throughAvro(io.evenkeel.schemas.TradeProposal wire) {
    var type = io.evenkeel.schemas.TradeProposal.class;
    var bytes = serdes.serializer(type).serialize("trade-proposals", wire);
    return serdes.deserializer(type).deserialize("trade-proposals", bytes);
  }

  private static io.evenkeel.schemas.TradeProposal throughJson(
      io.evenkeel.schemas.TradeProposal wire) {
    var text = Json.line(new RecordWriter(NEW_YORK).write(wire));
    return new RecordReader(NEW_YORK, Map.of())
        .read(io.evenkeel.schemas.TradeProposal.class, Json.tree(text));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void arrivesAsItWasBuilt(long seed) {
    for (var logic : List.of(TradeLogic.BEST_FIT, TradeLogic.MIN_TRANSACTION)) {
      for (long book = seed * BOOKS_PER_SEED; book < (seed + 1) * BOOKS_PER_SEED; book++) {
        var built = ProposedBook.of(RandomBook.of(book, logic));
        var wire = ProposalWire.write(built);

        assertArrived(built, ProposalWire.readBuilt(throughAvro(wire)));
        assertArrived(built, ProposalWire.readBuilt(throughJson(wire)));
      }
    }
  }

  private static void assertArrived(TradeProposal built, TradeProposal arrived) {
    assertThat(arrived.result()).isEqualTo(built.result());
    assertThat(arrived.owner()).isEqualTo(built.owner());
    var sent = built.builtFrom();
    var got = arrived.builtFrom();
    assertThat(got.input().account()).isEqualTo(sent.input().account());
    assertThat(got.input().positions()).isEqualTo(sent.input().positions());
    assertThat(got.input().target().content()).isEqualTo(sent.input().target().content());
    assertThat(got.input().target().versions()).isEqualTo(sent.input().target().versions());
    assertThat(got.input().effectiveLeverage()).isEqualTo(sent.input().effectiveLeverage());
    assertThat(got.input().reallocatedModels()).isEqualTo(sent.input().reallocatedModels());
    assertThat(got.input().logic()).isEqualTo(sent.input().logic());
    assertThat(got.input().scope()).isEqualTo(sent.input().scope());
    assertThat(got.input().settings()).isEqualTo(sent.input().settings());
    for (var id : sent.boards().securitiesAsked()) {
      assertThat(got.boards().quote(id)).isEqualTo(sent.boards().quote(id));
    }
    assertThat(RecomputeProposal.answer(arrived)).isEqualTo(new RecomputeProposal.Answer.Agrees());
  }
}
