package io.towtank.scenarios;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the arrows between modules and packages: they run one way.
 *
 * <p>A package pattern that ends in ".." stands for the package and all below it.
 */
class ArchitectureTest {

  private static final String OURS = "io.towtank..";

  /** sim-core, low to high: each package may use those named before it, less the exceptions. */
  private static final List<Room> CORE =
      List.of(
          new Room("io.towtank.text.."),
          new Room("io.towtank.kernel.."),
          new Room("io.towtank.model..").without("io.towtank.kernel.."),
          new Room("io.towtank.record.."),
          new Room("io.towtank.api.."),
          new Room("io.towtank.network.."),
          new Room("io.towtank.control.."),
          new Room("io.towtank.kubelet..").without("io.towtank.control.."),
          new Room("io.towtank.scheduling.framework..").withoutNodesAndControllers(),
          new Room(
                  "io.towtank.scheduling.queue..",
                  "io.towtank.scheduling.cache..",
                  "io.towtank.scheduling.engine..",
                  "io.towtank.scheduling.runtime..")
              .withoutNodesAndControllers(),
          new Room("io.towtank.scheduling").withoutNodesAndControllers(),
          new Room("io.towtank.fault.."),
          new Room("io.towtank.metrics.."),
          new Room("io.towtank.check.."));

  private static final String[] CORE_PACKAGES =
      CORE.stream().flatMap(room -> room.packages().stream()).toArray(String[]::new);

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.towtank");

  /** Packages of one height, and the lower ones that they may nevertheless not use. */
  private record Room(List<String> packages, List<String> exceptions) {

    Room(String... packages) {
      this(List.of(packages), List.of());
    }

    Room without(String... lower) {
      return new Room(packages, List.of(lower));
    }

    Room withoutNodesAndControllers() {
      return without("io.towtank.control..", "io.towtank.kubelet..");
    }

    @Override
    public String toString() {
      return String.join(", ", packages);
    }
  }

  static List<Room> core() {
    return CORE;
  }

  @ParameterizedTest
  @MethodSource("core")
  void aCorePackageUsesOnlyLowerOnes(Room room) {
    List<String> allowed =
        CORE.subList(0, CORE.indexOf(room) + 1).stream()
            .flatMap(lower -> lower.packages().stream())
            .filter(name -> !room.exceptions().contains(name))
            .toList();
    mayUse(room.packages(), allowed);
  }

  @ParameterizedTest
  @MethodSource("siblings")
  void aMiddleModuleUsesOnlyTheCoreAndItself(String module) {
    mayUse(List.of(module), Stream.concat(Stream.of(module), Stream.of(CORE_PACKAGES)).toList());
  }

  static Stream<String> siblings() {
    return Stream.of("io.towtank.plugins..", "io.towtank.workloads..", "io.towtank.reports..");
  }

  @Test
  void everyClassHasItsRoom() {
    List<String> rooms =
        Stream.concat(
                Stream.of(CORE_PACKAGES),
                Stream.concat(siblings(), Stream.of("io.towtank.scenarios..")))
            .toList();
    classes()
        .should()
        .resideInAnyPackage(rooms.toArray(String[]::new))
        .because("a newcomer can point at the room where a thing belongs")
        .check(CLASSES);
  }

  @Test
  void sparkIsKnownToOnePackageAndThatToTheCommandLine() {
    classes()
        .that(resideOutsideOfPackage("io.towtank.scenarios.spark.."))
        .should()
        .onlyDependOnClassesThat(resideOutsideOfPackages("org.apache.spark..", "scala.."))
        .because("Spark is not in the single jar")
        .check(CLASSES);
    classes()
        .that(resideOutsideOfPackages("io.towtank.scenarios.spark..", "io.towtank.scenarios.cli.."))
        .should()
        .onlyDependOnClassesThat(resideOutsideOfPackage("io.towtank.scenarios.spark.."))
        .check(CLASSES);
  }

  @Test
  void noPackageCycle() {
    slices().matching("io.towtank.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void allModulesAreSeen() {
    assertThat(CLASSES.stream().map(type -> type.getPackageName()))
        .contains(
            "io.towtank.kernel",
            "io.towtank.plugins",
            "io.towtank.workloads",
            "io.towtank.reports",
            "io.towtank.scenarios");
  }

  private static void mayUse(List<String> packages, List<String> allowed) {
    classes()
        .that(resideInAnyPackage(packages.toArray(String[]::new)))
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage(OURS).or(resideInAnyPackage(allowed.toArray(String[]::new))))
        .allowEmptyShould(true)
        .check(CLASSES);
  }
}
