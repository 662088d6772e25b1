package org.jukebox4j.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Rules of library code: it never prints, never ends the process and keeps no static state. */
public abstract class LibraryRules extends ModuleRules {
  /**
   * Reads the classes of a library module.
   *
   * @param layer its place among the modules
   */
  protected LibraryRules(Layer layer) {
    super(layer);
  }

  @Test
  final void nothingIsPrinted() {
    noClasses()
        .that(
            describe(
                "are not there to keep others silent",
                type -> !classesThatFilterStandardOutput().contains(type.getName())))
        .should(ACCESS_STANDARD_STREAMS)
        .orShould()
        .callMethodWhere(
            describe(
                "a stack trace is printed to standard error",
                call ->
                    call.getTarget().getName().equals("printStackTrace")
                        && call.getTarget().getRawParameterTypes().isEmpty()))
        .allowEmptyShould(true)
        .check(classes());
  }

  @Test
  final void theProcessIsNeverEnded() {
    noClasses()
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .allowEmptyShould(true)
        .check(classes());
  }

  @Test
  final void noStaticFieldChanges() {
    Predicate<JavaField> changes =
        field ->
            field.getModifiers().contains(JavaModifier.STATIC)
                && !field.getModifiers().contains(JavaModifier.FINAL)
                && !field.getModifiers().contains(JavaModifier.SYNTHETIC);
    List<String> found =
        classes().stream()
            .flatMap(type -> type.getFields().stream())
            .filter(changes)
            .map(JavaField::getFullName)
            .filter(name -> !staticStateOfTheProcess().contains(name))
            .toList();
    assertThat(found).as("static fields that are not final").isEmpty();
  }

  /**
   * Classes that touch standard output to drop what a dependency writes there. Each needs its
   * reason beside it.
   *
   * @return full names of classes
   */
  protected Set<String> classesThatFilterStandardOutput() {
    return Set.of();
  }

  /**
   * Static fields that may change because they stand for something that the whole process has one
   * of. Each needs its reason beside it.
   *
   * @return full names of fields
   */
  protected Set<String> staticStateOfTheProcess() {
    return Set.of();
  }
}
