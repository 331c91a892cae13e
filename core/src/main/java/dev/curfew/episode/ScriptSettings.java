package dev.curfew.episode;

import java.util.Map;
import java.util.Optional;

/**
 * How a {@link ScriptVerifier} runs the script of a task.
 *
 * @param environment variables that the script has
 * @param keepsProcesses whether the processes of the agent go on, because the script looks at what runs
 * @param ownContainer the only folder of the agent's that the script sees, in a container of its own; empty if the script runs
 *     where the agent acted
 */
record ScriptSettings(Map<String, String> environment, boolean keepsProcesses, Optional<String> ownContainer) {

    ScriptSettings {
        environment = Map.copyOf(environment);
    }
}
