package dev.curfew.junit.evidence;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.Diagnosis;
import java.util.List;

/**
 * A process at one moment.
 *
 * @param process the process
 * @param scope the name of its scope
 * @param state what it was doing, and its last output
 */
record ProcessSnapshot(BackgroundProcess process, String scope, Diagnosis state) {

    static List<ProcessSnapshot> ofAll(ProcessRegistry registry) {
        return registry.processes().stream()
                .map(process -> new ProcessSnapshot(process, registry.name(), process.diagnosis()))
                .toList();
    }

    /** {@return its name, and its scope if that is not the test itself but its class} */
    String nameIn(String test) {
        return "[" + process.name() + "]" + (scope.equals(test) ? "" : " of " + scope);
    }

    /** {@return whether a message already tells the state of this process} */
    boolean isToldBy(String message) {
        return message.contains("(pid " + process.pid() + ",");
    }
}
