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
import dev.curfew.sandbox.fixture.ModuleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Rules for the packages of each module without a test framework. A subclass is the test of one module. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // The classes are read once.
public abstract class ModuleRules {

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
    void waitsInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.curfew.expect")
                .should()
                .dependOnClassesThat(resideInAPackage("org.awaitility.."))
                .check(classes);
    }

    @Test
    void showsItsUsersNoTypeButItsOwnAndTheJdks() {
        Map<String, Boolean> exported = page.packages();
        Predicate<JavaClass> shown = used -> used.isPrimitive()
                || used.getPackageName().startsWith("java.")
                || exported.getOrDefault(used.getPackageName(), false);
        List<JavaClass> shownToUsers = classes.stream()
                .filter(found -> found.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(found -> packages.getOrDefault(found.getPackageName(), false))
                .toList();

        assertThat(shownToUsers)
                .allSatisfy(found -> assertThat(signatureTypes(found).map(JavaClass::getBaseComponentType))
                        .allMatch(shown));
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
