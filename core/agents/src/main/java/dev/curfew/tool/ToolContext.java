package dev.curfew.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.internal.Text;
import dev.curfew.json.Json;
import dev.curfew.process.ExitStatus;
import dev.curfew.watch.ProcessWatch;
import java.util.function.Function;

/**
 * The context of all actions: the processes and the limits of the tool.
 *
 * @param registry starts the processes
 * @param options the limits on output and waits
 * @param watch reports events of the processes for which a call requested it
 */
record ToolContext(ProcessRegistry registry, ToolOptions options, ProcessWatch watch) {

    private static final int LONGEST_SHOWN = 60;

    /** {@return the process with the given id, or with an id that begins like it} */
    BackgroundProcess find(Arguments arguments) {
        String id = arguments.text("session_id").strip();
        return registry.find(id)
                .orElseThrow(() -> new BadCallException(
                        "not_found",
                        "No process, or more than one, has the session_id \"" + Text.head(id, LONGEST_SHOWN) + '"',
                        "get the ids with action list; an abbreviated id must have 4 digits or more, and be unique"));
    }

    /** {@return the answer of an action on a process, or that the process has already ended} */
    ObjectNode ifRunning(Arguments arguments, Function<BackgroundProcess, ObjectNode> action) {
        BackgroundProcess process = find(arguments);
        return process.isRunning() ? action.apply(process) : state("already_exited", process);
    }

    /** {@return the answer; if it says how the process ended, the end counts as reported} */
    ObjectNode told(ObjectNode answer, BackgroundProcess process) {
        if (answer.has("exit")) {
            watch.consume(process);
        }
        return answer;
    }

    /** {@return an answer with the state of a process} */
    ObjectNode state(BackgroundProcess process) {
        return state(process.exitStatus().isPresent() ? "exited" : "running", process);
    }

    /** {@return an answer with the given status and the state of a process} */
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
