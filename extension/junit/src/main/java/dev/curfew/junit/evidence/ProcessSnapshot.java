package dev.curfew.junit.evidence;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.Diagnosis;
import java.util.List;

/**
 * A snapshot of a process.
 *
 * @param process the process
 * @param scope the name of its scope
 * @param state the state and the last output
 */
record ProcessSnapshot(BackgroundProcess process, String scope, Diagnosis state) {

    static List<ProcessSnapshot> ofAll(ProcessRegistry registry) {
        return registry.processes().stream()
                .map(process -> new ProcessSnapshot(process, registry.name(), process.diagnosis()))
                .toList();
    }

    /** {@return the name of the process, followed by the name of its scope unless that is the test itself} */
    String nameIn(String test) {
        return "[" + process.name() + "]" + (scope.equals(test) ? "" : " of " + scope);
    }

    /** {@return whether a message already contains the state of this process} */
    boolean isToldBy(String message) {
        return message.contains("(pid " + process.pid() + ",");
    }
}
