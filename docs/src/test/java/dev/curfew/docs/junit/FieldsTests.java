package dev.curfew.docs.junit;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.WithBackgroundProcesses;
import org.junit.jupiter.api.Test;

// snippet:fields
@WithBackgroundProcesses
class FieldsTests {

    private static ProcessRegistry ofTheClass;

    private ProcessRegistry ofTheTest;

    private final ProcessRegistry alsoOfTheTest;

    FieldsTests(ProcessRegistry processes) {
        alsoOfTheTest = processes;
    }
    // end

    @Test
    void haveTheirScopes(ProcessRegistry processes) {
        BackgroundProcess cat = processes.start("cat");

        assertThat(ofTheTest).isSameAs(processes).isSameAs(alsoOfTheTest);
        assertThat(ofTheTest.running()).containsExactly(cat);
        assertThat(ofTheClass.running()).isEmpty();
    }
}
