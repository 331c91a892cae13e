package dev.curfew.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.curfew.diagnosis.CurfewException;
import dev.curfew.internal.RandomIds;
import dev.curfew.sandbox.fixture.ModuleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Rules for the packages of each module without a test framework. A subclass is the test of one module. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // The classes are read once.
public abstract class ModuleRules {

    /** The hard keywords of Kotlin that Java permits as names; a call of such a method needs backticks there. */
    private static final Set<String> KEYWORDS_OF_KOTLIN =
            Set.of("as", "fun", "in", "is", "object", "typealias", "typeof", "val", "var", "when");

    private final Class<?> type;
    private final JavaClasses classes;
    private final int fewest;
    private final ArchitecturePage page;
    private final Map<String, Boolean> packages;
    private final List<String> layers;

    /**
     * Choose a module.
     *
     * @param type a class of the module
     * @param fewest a number of classes that the module exceeds, because a rule that is checked on nothing holds
     * @param heading the heading of the table of its packages in {@code docs/architecture.md}
     */
    protected ModuleRules(Class<?> type, int fewest, String heading) {
        this.type = type;
        this.classes = new ClassFileImporter()
                .importUrl(type.getProtectionDomain().getCodeSource().getLocation());
        this.fewest = fewest;
        this.page = ArchitecturePage.of(type);
        this.packages = page.packages(heading);
        this.layers = List.copyOf(packages.keySet());
    }

    /** {@return the classes of the module} */
    protected final JavaClasses classes() {
        return classes;
    }

    @Test
    void hasThePackagesOfTheDocumentation() {
        assertThat(classes.size()).isGreaterThan(fewest);
        assertThat(classes.stream().map(JavaClass::getPackageName)).hasSameElementsAs(layers);
    }

    @Test
    void exportsThePackagesOfTheDocumentation() throws IOException {
        String module = Files.readString(ModuleFolder.of(type).resolve("src/main/java/module-info.java"));
        packages.forEach((name, exported) ->
                assertThat(module.contains("exports " + name + ";")).as(name).isEqualTo(exported));
    }

    @Test
    void usesOnlyTheLayersBelow() {
        for (int i = 0; i < layers.size() - 1; i++) {
            String[] above = layers.stream().skip(i + 1L).toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(layers.get(i))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(above))
                    .check(classes);
        }
    }

    @Test
    void hasNoCycles() {
        slices().matching("dev.curfew.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void startsProcessesInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.curfew.spawn", "dev.curfew.session")
                .should()
                .dependOnClassesThat(type(ProcessBuilder.class))
                .check(classes);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.curfew.spawn")
                .should()
                .dependOnClassesThat(resideInAPackage("com.pty4j.."))
                .check(classes);
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "the method is Runtime.exec",
                        call -> call.getTargetOwner().isEquivalentTo(Runtime.class)
                                && call.getTarget().getName().equals("exec")))
                .check(classes);
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
                .check(classes);
    }

    @Test
    void waitsInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.curfew.search")
                .should()
                .dependOnClassesThat(resideInAPackage("org.awaitility.."))
                .check(classes);
    }

    @Test
    void needsNoAnnotationsOfJackson() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo("com.fasterxml.jackson.databind.ObjectMapper")
                .orShould()
                .dependOnClassesThat(resideInAPackage("com.fasterxml.jackson.annotation.."))
                .check(classes);
    }

    @Test
    void showsItsUsersNoTypeButItsOwnAndTheJdks() {
        Map<String, Boolean> exported = page.packages();
        Predicate<JavaClass> shown = used -> used.isPrimitive()
                || used.getPackageName().startsWith("java.")
                || exported.getOrDefault(used.getPackageName(), false);
        assertThat(shownTypes())
                .allSatisfy(found -> assertThat(signatureTypes(found).map(JavaClass::getBaseComponentType))
                        .allMatch(shown));
    }

    @Test
    void hasAStatusOnEveryTypeThatItShows() {
        assertThat(shownTypes())
                .filteredOn(found -> found.getEnclosingClass().isEmpty())
                .allMatch(found -> found.isAnnotatedWith(API.class));
    }

    @Test
    void needsNoBackticksInKotlin() {
        assertThat(shownMembers()).noneMatch(member -> KEYWORDS_OF_KOTLIN.contains(member.getName()));
    }

    @Test
    void returnsOptionalsInsteadOfNull() {
        assertThat(shownMembers()).noneMatch(member -> member.getName().endsWith("OrNull"));
    }

    @Test
    void hasOneRootOfItsExceptions() {
        assertThat(shownTypes())
                .filteredOn(found -> found.isAssignableTo(Throwable.class))
                .allMatch(found -> found.isAssignableTo(CurfewException.class));
    }

    private List<JavaClass> shownTypes() {
        return classes.stream()
                .filter(found -> packages.getOrDefault(found.getPackageName(), false))
                .filter(ModuleRules::isPublic)
                .toList();
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ModuleRules::isPublic).orElse(true);
    }

    private Stream<JavaMember> shownMembers() {
        return shownTypes().stream()
                .flatMap(found -> found.getMembers().stream())
                .filter(ModuleRules::isShown);
    }

    private static Stream<JavaClass> signatureTypes(JavaClass type) {
        Stream<JavaClass> supertypes = type.getAllRawSuperclasses().stream();
        Stream<JavaClass> interfaces = type.getAllRawInterfaces().stream();
        Stream<JavaClass> fields =
                type.getFields().stream().filter(ModuleRules::isShown).map(JavaField::getRawType);
        Stream<JavaClass> codeUnits =
                type.getCodeUnits().stream().filter(ModuleRules::isShown).flatMap(ModuleRules::involvedTypes);
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
        assertThat(layers)
                .allSatisfy(layer -> assertThat(classes.getPackage(layer).isAnnotatedWith(NullMarked.class))
                        .as(layer)
                        .isTrue());
    }
}
