package dev.curfew.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.EndedTree;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.LeftBehindException;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.internal.Text;
import dev.curfew.json.Json;
import dev.curfew.process.Signal;
import java.util.Arrays;
import java.util.Locale;

/** The actions that end or signal a process. */
final class Ending {

    private static final int MOST_SURVIVORS = 10;
    private static final int LONGEST_SHOWN = 200;

    private Ending() {}

    static ObjectNode kill(ToolContext context, Arguments arguments) {
        BackgroundProcess process = context.find(arguments);
        boolean wasRunning = process.isRunning();
        try {
            KillReport report = arguments.flag("force") ? process.kill() : process.stop();
            ObjectNode answer = context.state(wasRunning ? "killed" : "already_exited", process);
            int ended = report.trees().stream().mapToInt(EndedTree::found).sum();
            Output.putLast(answer.put("processes_ended", ended), "output", process, Output.PREVIEW);
            return context.told(answer, process);
        } catch (LeftBehindException e) {
            return survived(context.state("error", process), e);
        }
    }

    private static ObjectNode survived(ObjectNode answer, LeftBehindException e) {
        answer.put("error", Shown.message(e.diagnosis().redacted().headline()));
        ArrayNode survivors = answer.putArray("survivors");
        e.report().survivors().stream().limit(MOST_SURVIVORS).forEach(survivor -> survivors.add(describe(survivor)));
        return answer.put(
                "next", "kill it again, with force; if it survives that too, a person must end it by its pid");
    }

    private static ObjectNode describe(Survivor survivor) {
        return Json.object()
                .put("pid", survivor.identity().pid())
                .put("command", Text.head(Shown.message(survivor.commandLine()), LONGEST_SHOWN))
                .put("why", Text.head(Shown.message(survivor.escape()), LONGEST_SHOWN));
    }

    static ObjectNode signal(ToolContext context, Arguments arguments) {
        Signal signal = signal(arguments.text("signal"));
        return context.ifRunning(arguments, process -> {
            process.signal(signal);
            return context.state("ok", process).put("sent", signal.toString());
        });
    }

    private static Signal signal(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(Signal.values())
                .filter(signal -> signal.name().equals(name)
                        || signal.toString().equals(name)
                        || String.valueOf(signal.number()).equals(name))
                .findFirst()
                .orElseThrow(() -> new BadCallException(
                        "Unknown signal \"" + Text.head(text, LONGEST_SHOWN) + '"',
                        "send a name such as INT, TERM, HUP, USR1, STOP, CONT, KILL, or its number on Linux"));
    }
}
