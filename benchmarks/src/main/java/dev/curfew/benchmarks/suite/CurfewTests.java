package dev.curfew.benchmarks.suite;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.WithBackgroundProcesses;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;

/** The tests, with Curfew. */
@WithBackgroundProcesses
final class CurfewTests {

    @RepeatedTest(Suite.EACH)
    void seesAGreeting(ProcessRegistry processes) {
        BackgroundProcess greeter = processes.start(Suite.GREETER);
        greeter.expect("hello");
        assertThat(greeter).exits().withCode(0);
    }

    @RepeatedTest(Suite.EACH)
    void answersAQuestion(ProcessRegistry processes) {
        BackgroundProcess asker = processes.start(Suite.ASKER);
        asker.expect("name? ");
        asker.submit("Ada");
        asker.expect("hello, Ada");
        assertThat(asker).exits().withCode(0);
    }

    @RepeatedTest(Suite.EACH)
    void seesAFailure(ProcessRegistry processes) {
        BackgroundProcess failing = processes.start(Suite.FAILING);
        failing.expect("oops");
        assertThat(failing).exits().withCode(3);
    }

    @RepeatedTest(Suite.EACH)
    void exchangesLines(ProcessRegistry processes) {
        BackgroundProcess cat = processes.start(Suite.CAT);
        for (String line : List.of("one", "two", "three")) {
            cat.submit(line);
            cat.expect(line + "\n");
        }
        cat.closeInput();
        assertThat(cat).exits().withCode(0);
    }

    @RepeatedTest(Suite.EACH)
    void leavesAServer(ProcessRegistry processes) {
        BackgroundProcess server = processes.start(Suite.SERVER);
        server.expect("listening");
    }
}
