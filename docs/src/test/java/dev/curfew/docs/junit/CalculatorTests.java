package dev.curfew.docs.junit;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.docs.checks.RequiresProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RequiresProgram("bc")
// snippet:class
@WithBackgroundProcesses(timeout = "30s")
class CalculatorTests {

    private BackgroundProcess bc;

    @BeforeEach
    void startCalculator(ProcessRegistry processes) {
        bc = processes.start(Command.of("bc", "-lq"));
    }

    @ParameterizedTest
    @CsvSource({"6 * 7, 42", "2 ^ 10, 1024"})
    void calculates(String question, String answer) {
        bc.submit(question);
        bc.expect(answer + "\n");
    }

    @Nested
    @WithBackgroundProcesses(timeout = "2m")
    class WithManyDigits {

        @Test
        void calculatesPi() {
            bc.submit("scale = 1000; 4 * a(1)");
            bc.expect("3.14159");
        }
    }
}
// end
