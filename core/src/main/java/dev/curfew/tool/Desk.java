package dev.curfew.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.json.Json;
import dev.curfew.json.Text;
import dev.curfew.process.ExitStatus;
import java.util.List;

/**
 * The processes of a tool, and what every answer about one of them says.
 *
 * @param registry starts them
 * @param options how much may be shown, and how long waited
 */
record Desk(ProcessRegistry registry, ToolOptions options) {

    private static final int LONGEST_SHOWN = 60;

    /** {@return the process that a call is about, by its id or by the beginning of it} */
    BackgroundProcess find(Arguments arguments) {
        String id = arguments.text("session_id").strip();
        List<BackgroundProcess> found = registry.find(id).map(List::of).orElseGet(() -> beginningWith(id));
        if (found.size() == 1) {
            return found.get(0);
        }
        String shown = '"' + Text.head(id, LONGEST_SHOWN) + '"';
        throw new BadCallException(
                "not_found",
                found.isEmpty()
                        ? "No process has the session_id " + shown
                        : found.size() + " processes have a session_id that begins with " + shown,
                "see the ids with action list");
    }

    private List<BackgroundProcess> beginningWith(String id) {
        return id.isEmpty()
                ? List.of()
                : registry.processes().stream()
                        .filter(process ->
                                process.id().startsWith(id) || process.id().startsWith("proc_" + id))
                        .toList();
    }

    /** {@return an answer that says how a process is} */
    ObjectNode state(BackgroundProcess process) {
        return state(process.exitStatus().isPresent() ? "exited" : "running", process);
    }

    /** {@return an answer with a status of its own, that also says how a process is} */
    ObjectNode state(String status, BackgroundProcess process) {
        ObjectNode answer = Json.object()
                .put("status", status)
                .put("session_id", process.id())
                .put("pid", process.pid())
                .put("uptime_seconds", process.uptime().toSeconds());
        process.exitStatus().ifPresent(exit -> describe(exit, answer));
        return answer;
    }

    private static void describe(ExitStatus exit, ObjectNode answer) {
        answer.put("exit", Shown.message(exit.describe()));
        exit.exitCode().ifPresent(code -> answer.put("exit_code", code));
        if (exit instanceof ExitStatus.Signaled signaled) {
            answer.put("signal", signaled.signal().toString());
        } else if (exit instanceof ExitStatus.Killed killed) {
            answer.put("signal", killed.signal().toString());
        }
    }
}
