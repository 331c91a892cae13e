package dev.curfew.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.json.Json;
import dev.curfew.json.Text;
import dev.curfew.process.ExitStatus;
import dev.curfew.watch.ProcessWatch;

/**
 * The processes of a tool, and what every answer about one of them says.
 *
 * @param registry starts them
 * @param options how much may be shown, and how long waited
 * @param watch tells what happens to those of which a call wants to be told
 */
record Desk(ProcessRegistry registry, ToolOptions options, ProcessWatch watch) {

    private static final int LONGEST_SHOWN = 60;

    /** {@return the process that a call is about, by its id or by the beginning of it} */
    BackgroundProcess find(Arguments arguments) {
        String id = arguments.text("session_id").strip();
        return registry.find(id)
                .orElseThrow(() -> new BadCallException(
                        "not_found",
                        "No process, or more than one, has the session_id \"" + Text.head(id, LONGEST_SHOWN) + '"',
                        "see the ids with action list; a beginning has to have 4 digits or more, and to be unique"));
    }

    /** {@return an answer that, if it says how a process ended, is the news of it} */
    ObjectNode told(ObjectNode answer, BackgroundProcess process) {
        if (answer.has("exit")) {
            watch.consume(process);
        }
        return answer;
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

    static void describe(ExitStatus exit, ObjectNode answer) {
        answer.put("exit", Shown.message(exit.describe()));
        exit.exitCode().ifPresent(code -> answer.put("exit_code", code));
        if (exit instanceof ExitStatus.Signaled signaled) {
            answer.put("signal", signaled.signal().toString());
        } else if (exit instanceof ExitStatus.Killed killed) {
            answer.put("signal", killed.signal().toString());
        }
    }
}
