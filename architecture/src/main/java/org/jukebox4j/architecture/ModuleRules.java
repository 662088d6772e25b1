package org.jukebox4j.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The rules that hold in every module; a module's {@code ArchitectureTest} inherits them. */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class ModuleRules {
  private static final int MOST_LINES = 500;

  private static final Pattern CATCH_ALL_CLASS =
      Pattern.compile(".*(Utils?|Helpers?|Managers?|Impl|Misc|Common)");

  private static final Pattern CATCH_ALL_PACKAGE =
      Pattern.compile("(.*\\.)?(utils?|helpers?|managers?|impl|misc|common)(\\..*)?");

  private final Layer layer;
  private final JavaClasses classes;

  /**
   * Reads the classes of a module.
   *
   * @param layer its place among the modules
   */
  protected ModuleRules(Layer layer) {
    this.layer = layer;
    this.classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPaths(Path.of("target", "classes"));
  }

  /** The classes of the module, without its tests. */
  final JavaClasses classes() {
    return classes;
  }

  @Test
  final void dependsOnNoModuleAboveIt() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(layer.above())
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  final void packagesFormNoCycle() {
    slices()
        .matching(layer.root() + ".(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  final void everyPackageIsNullMarkedAndSaysWhatItHolds() {
    List<String> unmarked =
        packages()
            .filter(held -> !held.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();
    assertThat(unmarked).as("packages without a @NullMarked package-info.java").isEmpty();
  }

  @Test
  final void noNameIsACatchAll() {
    List<String> names =
        Stream.concat(
                classes.stream()
                    .filter(type -> CATCH_ALL_CLASS.matcher(type.getSimpleName()).matches())
                    .map(JavaClass::getName),
                packages()
                    .map(JavaPackage::getName)
                    .filter(name -> CATCH_ALL_PACKAGE.matcher(name).matches()))
            .toList();
    assertThat(names).as("names that say nothing").isEmpty();
  }

  @Test
  final void concreteClassesAreFinalOrSealed() {
    List<String> open =
        classes.stream()
            .filter(type -> !type.isInterface() && !type.isAnonymousClass() && !type.isEnum())
            .filter(type -> !type.getModifiers().contains(JavaModifier.FINAL))
            .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .filter(type -> !type.reflect().isSealed())
            .map(JavaClass::getName)
            .toList();
    assertThat(open).as("classes that are neither final, sealed nor abstract").isEmpty();
  }

  @Test
  final void javaSerialisationIsNeverRead() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInputStream.class)
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  final void randomnessIsKeyedNotDrawnFromAProcessWideStream() {
    noClasses()
        .should()
        .callMethod(Math.class, "random")
        .orShould()
        .callConstructor(Random.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocalRandom.class)
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  final void noFileIsLongerThanFiveHundredLines() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      List<String> tooLong =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> lines(file) > MOST_LINES)
              .map(file -> file + ": " + lines(file) + " lines")
              .toList();
      assertThat(tooLong).as("files to split").isEmpty();
    }
  }

  @Test
  final void everyClassLiesInThePackageOfItsModule() {
    ArchRuleDefinition.classes()
        .should()
        .resideInAnyPackage(ownPackages())
        .allowEmptyShould(true)
        .check(classes);
  }

  /**
   * The packages that belong to this module.
   *
   * @return package patterns
   */
  protected String[] ownPackages() {
    return new String[] {layer.root() + ".."};
  }

  private Stream<JavaPackage> packages() {
    return classes.stream().map(JavaClass::getPackage).distinct();
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
