package io.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.evenkeel.config.violations.KnowsMicrometer;
import io.evenkeel.config.violations.KnowsStreams;
import io.evenkeel.core.money.violations.UnitThatKnowsApproval;
import io.evenkeel.core.violations.DecidesByTheClock;
import io.evenkeel.core.violations.DecidesWithKafka;
import io.evenkeel.core.violations.DecisionHelper;
import io.evenkeel.pipeline.circleone.KnowsTwo;
import io.evenkeel.pipeline.circletwo.KnowsOne;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The architecture")
class ArchitectureTest {
  private static final JavaClasses MAIN_CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.evenkeel");

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of(ArchitectureRules.CORE_STANDS_ALONE, new Class<?>[] {DecidesWithKafka.class}),
        Arguments.of(
            ArchitectureRules.CORE_HAS_NO_CLOCK_AND_NO_CHANCE,
            new Class<?>[] {DecidesByTheClock.class}),
        Arguments.of(
            ArchitectureRules.ONLY_THE_MAPPING_KNOWS_GENERATED_CLASSES,
            new Class<?>[] {DecidesWithKafka.class, io.evenkeel.schemas.Price.class}),
        Arguments.of(
            ArchitectureRules.STAGES_DO_NOT_KNOW_EACH_OTHER_IN_CIRCLES,
            new Class<?>[] {KnowsOne.class, KnowsTwo.class}),
        Arguments.of(
            ArchitectureRules.CORE_STAGES_MEET_ONLY_AT_THE_ACCOUNT,
            new Class<?>[] {UnitThatKnowsApproval.class}),
        Arguments.of(
            ArchitectureRules.PIPELINE_KNOWS_NOBODY_AROUND_IT, new Class<?>[] {KnowsOne.class}),
        Arguments.of(
            ArchitectureRules.ONLY_THE_PIPELINE_AND_ITS_RUNNERS_KNOW_STREAMS,
            new Class<?>[] {KnowsStreams.class}),
        Arguments.of(
            ArchitectureRules.ONLY_METRICS_KNOWS_A_METRICS_LIBRARY,
            new Class<?>[] {KnowsMicrometer.class}),
        Arguments.of(
            ArchitectureRules.NAMES_SAY_WHAT_A_CLASS_IS, new Class<?>[] {DecisionHelper.class}),
        Arguments.of(ArchitectureRules.ONE_WAY_TO_LOG, new Class<?>[] {DecidesByTheClock.class}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void isKept(ArchRule rule, Class<?>[] breaking) {
    rule.check(MAIN_CLASSES);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void isSeenToFailOnAClassThatBreaksIt(ArchRule rule, Class<?>[] breaking) {
    var violation = new ClassFileImporter().importClasses(breaking);

    assertThat(rule.evaluate(violation).hasViolation()).isTrue();
  }
}
