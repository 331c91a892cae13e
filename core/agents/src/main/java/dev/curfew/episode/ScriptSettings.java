package dev.curfew.episode;

import java.util.Map;
import java.util.Optional;

/**
 * The settings of a {@link ScriptVerifier}.
 *
 * @param environment additional environment variables of the script
 * @param keepsProcesses whether the processes of the agent keep running, because the script examines them
 * @param ownContainer the only directory of the agent that is copied into a separate container for the script; empty if
 *     the script runs in the sandbox of the agent
 */
record ScriptSettings(Map<String, String> environment, boolean keepsProcesses, Optional<String> ownContainer) {

    ScriptSettings {
        environment = Map.copyOf(environment);
    }
}
