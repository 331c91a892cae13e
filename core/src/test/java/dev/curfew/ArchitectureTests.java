package dev.curfew;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.curfew.internal.RandomIds;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    /** Each uses only those before it. The name of the front door is empty. */
    private static final List<String> LAYERS = List.of(
            "internal",
            "json",
            "tar",
            "probe",
            "process",
            "sandbox",
            "output",
            "diagnosis",
            "table",
            "session",
            "spawn",
            "warden",
            "lane",
            "expect",
            "terminal",
            "",
            "watch",
            "job",
            "tool",
            "mcp",
            "episode",
            "cli");

    private static final Set<String> EXPORTED = Set.of(
            "process",
            "output",
            "diagnosis",
            "expect",
            "terminal",
            "sandbox",
            "",
            "watch",
            "job",
            "tool",
            "mcp",
            "episode");

    /** A rule that is checked on nothing holds; there are more classes than this, and ever more. */
    private static final int FEWEST_CLASSES = 90;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(
                    ProcessRegistry.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void looksAtAllClasses() {
        assertThat(CLASSES.size()).isGreaterThan(FEWEST_CLASSES);
        assertThat(CLASSES)
                .allSatisfy(found -> assertThat(found.getPackageName())
                        .isIn(LAYERS.stream().map(ArchitectureTests::packageOf).toList()));
        assertThat(LAYERS)
                .allSatisfy(layer -> assertThat(CLASSES.that(resideInAPackage(packageOf(layer))))
                        .isNotEmpty());
    }

    @Test
    void usesOnlyTheLayersBelow() {
        for (int i = 0; i < LAYERS.size(); i++) {
            String[] above = LAYERS.stream()
                    .skip(i + 1L)
                    .map(ArchitectureTests::packageOf)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(packageOf(LAYERS.get(i)))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(above))
                    .check(CLASSES);
        }
    }

    @Test
    void keepsKeysApartFromProcesses() {
        noClasses()
                .that()
                .resideInAPackage("dev.curfew.terminal")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.curfew..")
                        .and(not(resideInAnyPackage(
                                "dev.curfew.terminal", "dev.curfew.process", "dev.curfew.internal"))))
                .check(CLASSES);
    }

    @Test
    void hasNoCycles() {
        slices().matching("dev.curfew.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void startsProcessesInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.curfew.spawn", "dev.curfew.session")
                .should()
                .dependOnClassesThat(type(ProcessBuilder.class))
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.curfew.spawn")
                .should()
                .dependOnClassesThat(resideInAPackage("com.pty4j.."))
                .check(CLASSES);
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "the method is Runtime.exec",
                        call -> call.getTargetOwner().isEquivalentTo(Runtime.class)
                                && call.getTarget().getName().equals("exec")))
                .check(CLASSES);
    }

    @Test
    void drawsRandomNumbersInOnePlace() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(RandomIds.class.getName())
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(UUID.class)
                .orShould()
                .callMethod(Math.class, "random")
                .check(CLASSES);
    }

    @Test
    void waitsInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.curfew.expect")
                .should()
                .dependOnClassesThat(resideInAPackage("org.awaitility.."))
                .check(CLASSES);
    }

    @Test
    void needsNoAnnotationsOfJackson() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectMapper.class)
                .orShould()
                .dependOnClassesThat(resideInAPackage("com.fasterxml.jackson.annotation.."))
                .check(CLASSES);
    }

    @Test
    void parsesCommandLinesInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.curfew.cli")
                .should()
                .dependOnClassesThat(resideInAPackage("picocli.."))
                .check(CLASSES);
    }

    @Test
    void printsNothingButOnTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.curfew.cli")
                .should(ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void showsItsUsersNoTypeButItsOwnAndTheJdks() {
        Predicate<JavaClass> shown = type -> type.isPrimitive()
                || type.getPackageName().startsWith("java.")
                || EXPORTED.stream().anyMatch(layer -> type.getPackageName().equals(packageOf(layer)));
        List<JavaClass> exported = CLASSES.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> EXPORTED.stream()
                        .anyMatch(layer -> type.getPackageName().equals(packageOf(layer))))
                .toList();

        assertThat(exported)
                .hasSizeGreaterThan(FEWEST_CLASSES / 3)
                .allSatisfy(type -> assertThat(signatureTypes(type).map(JavaClass::getBaseComponentType))
                        .allMatch(shown));
    }

    private static Stream<JavaClass> signatureTypes(JavaClass type) {
        Stream<JavaClass> supertypes = type.getAllRawSuperclasses().stream();
        Stream<JavaClass> interfaces = type.getAllRawInterfaces().stream();
        Stream<JavaClass> fields =
                type.getFields().stream().filter(ArchitectureTests::isShown).map(JavaField::getRawType);
        Stream<JavaClass> codeUnits = type.getCodeUnits().stream()
                .filter(ArchitectureTests::isShown)
                .flatMap(codeUnit -> involvedTypes(codeUnit));
        return Stream.of(supertypes, interfaces, fields, codeUnits).flatMap(types -> types);
    }

    private static Stream<JavaClass> involvedTypes(JavaCodeUnit codeUnit) {
        return Stream.concat(codeUnit.getAllInvolvedRawTypes().stream(), codeUnit.getExceptionTypes().stream());
    }

    private static boolean isShown(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    @Test
    void saysEverywhereWhatMayBeNull() {
        assertThat(LAYERS)
                .allSatisfy(
                        layer -> assertThat(CLASSES.getPackage(packageOf(layer)).isAnnotatedWith(NullMarked.class))
                                .as(layer)
                                .isTrue());
    }

    private static String packageOf(String layer) {
        return layer.isEmpty() ? "dev.curfew" : "dev.curfew." + layer;
    }
}
