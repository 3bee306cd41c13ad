package org.covalence.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.covalence.split.TestPart;
import org.covalence.train.Objective;
import org.covalence.train.Trainer;

/** Which module and which package may know which. */
@AnalyzeClasses(
    packages = "org.covalence",
    importOptions = {ImportOption.DoNotIncludeTests.class, WithoutTestSupport.class})
final class ModulesTest {
  private static final String[] CORE =
      packages(
          "disturb",
          "duplicate",
          "image",
          "inspect",
          "label",
          "post",
          "predict",
          "published",
          "read",
          "spec",
          "split",
          "store",
          "text",
          "text.lexicon");
  private static final String[] EVALUATION =
      packages(
          "agreement",
          "calibration",
          "compare",
          "interval",
          "metric",
          "power",
          "report",
          "significance");
  private static final String[] RUNTIME = packages("face", "feature", "graph", "model", "runtime");
  private static final String[] TRAINING =
      packages("encoder", "fusion", "layer", "onnx", "search", "tensor", "train", "weights");
  private static final String[] CLI = packages("cli", "demo", "download");

  @ArchTest
  static final ArchRule modules_pointDownwardsOnly =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.covalence..")
          .layer("core")
          .definedBy(CORE)
          .layer("evaluation")
          .definedBy(EVALUATION)
          .layer("runtime")
          .definedBy(RUNTIME)
          .layer("training")
          .definedBy(TRAINING)
          .layer("cli")
          .definedBy(CLI)
          .ensureAllClassesAreContainedInArchitecture()
          .whereLayer("core")
          .mayNotAccessAnyLayer()
          .whereLayer("evaluation")
          .mayOnlyAccessLayers("core")
          .whereLayer("runtime")
          .mayOnlyAccessLayers("core")
          .whereLayer("training")
          .mayOnlyAccessLayers("core", "evaluation", "runtime")
          .whereLayer("cli")
          .mayOnlyAccessLayers("core", "evaluation", "runtime", "training");

  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices().matching("org.covalence.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule pyTorch_isKnownToWhatIsTrainedAlone =
      noClasses()
          .that(not(resideInAnyPackage(packages("encoder", "fusion", "layer", "tensor", "train"))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco..");

  @ArchTest
  static final ArchRule testPart_isOutOfReachOfWhatFitsAndWhatASearchAsks =
      noClasses()
          .that()
          .belongToAnyOf(Objective.class, Trainer.class)
          .or()
          .haveSimpleName("Fitting")
          .or()
          .resideInAPackage("org.covalence.search")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(TestPart.class);

  @ArchTest
  static final ArchRule onnxRuntime_isKnownToGraphsAlone =
      noClasses()
          .that(not(resideInAPackage("org.covalence.graph")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..");

  @ArchTest
  static final ArchRule onnxFormat_isKnownToGraphsAndTheirWriterAlone =
      noClasses()
          .that(not(resideInAnyPackage(packages("graph", "onnx"))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnx.proto..");

  @ArchTest
  static final ArchRule commandLineLibraries_areKnownToTheCommandLineAlone =
      noClasses()
          .that(not(resideInAPackage("org.covalence.cli")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("picocli..", "me.tongfei..");

  private static String[] packages(String... names) {
    return Stream.of(names).map(n -> "org.covalence." + n).toArray(String[]::new);
  }
}
