package io.evenkeel;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What may depend on what. Allow-lists, since a ban-list misses what nobody thought of. {@link
 * ArchitectureTest} holds the code to them, and each of them to a class that breaks it.
 */
final class ArchitectureRules {
  static final ArchRule CORE_STANDS_ALONE =
      classes()
          .that()
          .resideInAPackage("io.evenkeel.core..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.evenkeel.core..",
              "java.lang..",
              "java.math..",
              "java.time..",
              "java.util..",
              // content hashes
              "java.security..",
              "java.nio.charset..",
              "org.jspecify..")
          .because("a decision must be replayable from its arguments alone");

  static final ArchRule CORE_HAS_NO_CLOCK_AND_NO_CHANCE =
      noClasses()
          .that()
          .resideInAPackage("io.evenkeel.core..")
          .should()
          .callMethodWhere(readsClockOrChance())
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, ThreadLocalRandom.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.concurrent..", "java.util.logging..")
          .because("time, ids and randomness arrive as arguments");

  /**
   * Beside the mapping itself: the list of topics and the wiring, which name a type per topic; the
   * JSON form, which is a form of the schemas; the demo and the backtest, which play other people's
   * programs and count what they are told; the commands that read a record from a file;
   * notifications, which send the JSON form and write digests; and those classes of HTTP that
   * filter requests as history names them, show proposals, differences and dead letters, read
   * restrictions, and describe the schemas. The rest of HTTP knows the core's words alone.
   */
  static final ArchRule ONLY_THE_MAPPING_KNOWS_GENERATED_CLASSES =
      classes()
          .that(
              resideInAPackage("io.evenkeel.schemas..")
                  .and(DescribedPredicate.not(nameMatching(".*Test.*"))))
          .should()
          .onlyHaveDependentClassesThat(
              resideInAnyPackage(
                      "io.evenkeel.schemas..",
                      "io.evenkeel.pipeline.wire..",
                      "io.evenkeel.json..",
                      "io.evenkeel.custodian..",
                      "io.evenkeel.demo..",
                      "io.evenkeel.backtest..",
                      "io.evenkeel.cli..",
                      "io.evenkeel.notify..")
                  .or(nameMatching("io\\.evenkeel\\.pipeline\\.(Topics|Pipeline)(\\$.*)?"))
                  .or(
                      nameMatching(
                          "io\\.evenkeel\\.http\\.(RequestRoutes|AccountJson|BookJson|DeadLetters|DeadLetterRoutes|RestrictionRoutes|DescriptionRoutes)(\\$.*)?")))
          .because("a changed schema changes one package");

  static final ArchRule STAGES_DO_NOT_KNOW_EACH_OTHER_IN_CIRCLES =
      slices()
          .matching("io.evenkeel.pipeline.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a reader follows a record from package to package, once");

  static final ArchRule CORE_STAGES_MEET_ONLY_AT_THE_ACCOUNT =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.evenkeel.core.money..", "io.evenkeel.core.book..", "io.evenkeel.core.market..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.evenkeel.core.account..",
              "io.evenkeel.core.approval..",
              "io.evenkeel.core.history..",
              "io.evenkeel.core.rebalance..")
          .because("units and the book are known to every stage, and know none");

  static final ArchRule PIPELINE_KNOWS_NOBODY_AROUND_IT =
      classes()
          .that()
          .resideInAPackage("io.evenkeel.pipeline..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.evenkeel.pipeline..",
              "io.evenkeel.core..",
              "io.evenkeel.schemas..",
              "io.evenkeel.wireformat..",
              "java..",
              "org.apache.avro..",
              "org.apache.kafka..",
              "org.slf4j..",
              "org.jspecify..")
          .because("the same topology runs in the demo, in a backtest and against a cluster");

  static final ArchRule ONLY_THE_PIPELINE_AND_ITS_RUNNERS_KNOW_STREAMS =
      noClasses()
          .that(
              DescribedPredicate.not(
                  resideInAnyPackage(
                      "io.evenkeel.pipeline..",
                      "io.evenkeel.backtest..",
                      "io.evenkeel.cli..",
                      "io.evenkeel.http..",
                      "io.evenkeel.demo..",
                      "io.evenkeel.metrics..",
                      "io.evenkeel.instance..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka.streams..")
          .because("what decides, configures or stores bytes has nothing to do with tasks");

  static final ArchRule ONLY_METRICS_KNOWS_A_METRICS_LIBRARY =
      noClasses()
          .that(DescribedPredicate.not(resideInAPackage("io.evenkeel.metrics..")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "io.prometheus..")
          .because("what counts does not know who shows it");

  static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
      noClasses()
          .should()
          .haveNameMatching(".*(Utils?|Helper|Manager|Common|Base|Impl)")
          .because("if no better name comes, the class has no single job yet");

  static final ArchRule ONE_WAY_TO_LOG =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.util.logging..", "org.apache.logging..", "org.apache.log4j..", "ch.qos..")
          .because("everything logs through slf4j");

  private ArchitectureRules() {}

  private static DescribedPredicate<JavaMethodCall> readsClockOrChance() {
    var names = Set.of("now", "currentTimeMillis", "nanoTime", "random", "randomUUID");
    return DescribedPredicate.describe(
        "read the clock or draw lots",
        call ->
            names.contains(call.getTarget().getName())
                && isOfJava(call.getTarget().getOwner())
                && call.getTarget().getRawParameterTypes().isEmpty());
  }

  private static boolean isOfJava(JavaClass owner) {
    return owner.getPackageName().startsWith("java.");
  }
}
