package io.evenkeel.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sealed type in a store")
class SealedShapeTest {
  /** Listed in its source against the order of the names. */
  sealed interface Animal {
    record Zebra(String name) implements Animal {}

    record Ape(String name) implements Animal {}
  }

  @Test
  void listsItsRecordsByNameWhateverOrderTheCompilerMetThemIn() {
    var schema = new SealedShape(Animal.class, new Shapes()).schema();

    assertThat(schema.getTypes())
        .extracting(Schema::getName)
        .containsExactly("SealedShapeTest_Animal_Ape", "SealedShapeTest_Animal_Zebra");
  }
}
