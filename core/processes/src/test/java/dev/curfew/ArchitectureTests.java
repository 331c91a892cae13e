package dev.curfew;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

import dev.curfew.architecture.ModuleRules;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.UnexpectedScreenException;
import dev.curfew.internal.StandardError;
import dev.curfew.search.PatternSearch;
import org.junit.jupiter.api.Test;

class ArchitectureTests extends ModuleRules {

    ArchitectureTests() {
        super(ProcessRegistry.class, 250, "Processes, bottom-up");
    }

    @Test
    void keepsTerminalsApartFromProcesses() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.curfew.terminal", "dev.curfew.emulator")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.curfew..")
                        .and(not(resideInAnyPackage(
                                "dev.curfew.terminal",
                                "dev.curfew.emulator",
                                "dev.curfew.process",
                                "dev.curfew.internal")))
                        // A locator searches lines, and explains what it found; none of these knows processes.
                        .and(not(belongToAnyOf(Diagnosis.class, UnexpectedScreenException.class, PatternSearch.class))))
                .check(classes());
    }

    @Test
    void printsInOnePlace() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(classes().that(not(type(StandardError.class))));
    }
}
