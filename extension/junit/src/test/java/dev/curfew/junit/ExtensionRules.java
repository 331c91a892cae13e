package dev.curfew.junit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.ServiceLoader;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.Extension;

/** Rules for the classes of the extension; each of its modules has a test that checks them. */
public abstract class ExtensionRules {

    private static final String[] ASSERTIONS = {"dev.curfew.junit.assertj", "dev.curfew.junit.episode.assertj"};

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages("dev.curfew.junit");

    @Test
    void findsTheClasses() {
        assertThat(CLASSES).hasSizeGreaterThan(20);
    }

    @Test
    void keepsAssertJInTheAssertions() {
        noClasses()
                .that(resideInAPackage("dev.curfew.junit.."))
                .and()
                .resideOutsideOfPackages(ASSERTIONS)
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.assertj..", "dev.curfew.junit..assertj.."))
                .check(CLASSES);
    }

    @Test
    void keepsJUnitOutOfTheAssertions() {
        noClasses()
                .that(resideInAnyPackage(ASSERTIONS))
                .should()
                .dependOnClassesThat(resideInAPackage("org.junit.."))
                .check(CLASSES);
    }

    @Test
    void hasNoCycles() {
        slices().matching("dev.curfew.junit.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void hasAStatusOnEveryPublicType() {
        classes()
                .that(resideInAnyPackage(
                        "dev.curfew.junit",
                        "dev.curfew.junit.assertj",
                        "dev.curfew.junit.episode",
                        "dev.curfew.junit.episode.assertj"))
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .beAnnotatedWith(API.class)
                .check(CLASSES);
    }

    @Test
    void printsNothing() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
    }

    /** With {@code @Timeout} a test body runs in another thread than its callbacks. */
    @Test
    void keepsNothingInThreads() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .check(CLASSES);
    }

    /** A registered class that implements an interface of a newer JUnit would keep an older one from running any test. */
    @Test
    void registersNoExtensionAsAService() {
        assertThat(ServiceLoader.load(Extension.class))
                .extracting(extension -> extension.getClass().getPackageName())
                .noneMatch(name -> name.startsWith("dev.curfew"));
    }
}
