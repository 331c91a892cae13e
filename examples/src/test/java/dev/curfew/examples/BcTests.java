package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import org.junit.jupiter.api.Test;

/** A conversation over pipes, ended by closing the input. */
@WithBackgroundProcesses
@EnabledIfProgram("bc")
class BcTests {

    @Test
    void calculatesUntilItsInputIsClosed(ProcessRegistry processes) {
        BackgroundProcess bc = processes.start("bc");

        bc.submit("2 ^ 64");
        bc.expect("18446744073709551616\n");
        bc.submit("scale = 3; 22 / 7");
        bc.expect("3.142\n");
        bc.closeInput();

        assertThat(bc).exits().successfully();
    }
}
