package dev.curfew.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.BackgroundProcess;
import dev.curfew.internal.Text;
import dev.curfew.json.Json;
import dev.curfew.output.LogPage;
import dev.curfew.output.OutputLog;
import dev.curfew.terminal.Screen;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The actions that only read. */
final class Looking {

    static final int MOST_LISTED = 64;
    static final int LOG_LINES = 200;

    /** An estimate of the size of a list entry without its texts. */
    private static final int SKELETON = 500;

    private static final int LONGEST_PATH = 500;

    private Looking() {}

    static ObjectNode poll(ToolContext context, Arguments arguments) {
        BackgroundProcess process = context.find(arguments);
        OutputLog log = Output.of(process, arguments);
        // State first, then output: an answer that reports the end contains all output before it.
        ObjectNode answer = context.state(process).put("command", Shown.command(process));
        if (arguments.has("cursor")) {
            return Output.putSince(
                    answer,
                    arguments.integer("cursor").orElseThrow(),
                    process,
                    log,
                    context.options().largestOutput());
        }
        long cursor = log.mark().offset();
        return Output.putLast(answer, "output_preview", process, Output.PREVIEW).put("cursor", cursor);
    }

    static ObjectNode list(ToolContext context, Arguments arguments) {
        String state = arguments.text("state", "all");
        List<BackgroundProcess> all = context.registry().processes();
        List<BackgroundProcess> chosen = all.stream()
                .filter(process -> state.equals("all") || process.isRunning() == state.equals("running"))
                .toList();
        ArrayNode shown = Json.array();
        int room = context.options().largestOutput();
        int offset = arguments.size("offset", 0);
        int limit = arguments.size("limit", MOST_LISTED);
        for (BackgroundProcess process :
                chosen.subList(Math.min(offset, chosen.size()), (int) Math.min((long) offset + limit, chosen.size()))) {
            ObjectNode entry = entry(context, process);
            room -= SKELETON
                    + entry.path("command").asText().length()
                    + entry.path("output_preview").asText().length();
            if (room < 0) {
                break;
            }
            shown.add(entry);
        }
        return Json.object()
                .put("status", "ok")
                .put(
                        "running",
                        all.stream().filter(BackgroundProcess::isRunning).count())
                .put("total", chosen.size())
                .put("showing", shown.size())
                .put("offset", offset)
                .set("processes", shown);
    }

    private static ObjectNode entry(ToolContext context, BackgroundProcess process) {
        ObjectNode entry = context.state(process)
                .put(
                        "started_at",
                        process.startedAt().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("command", Shown.command(process));
        process.command().directory().ifPresent(cwd -> entry.put("cwd", Text.head(cwd.toString(), LONGEST_PATH)));
        return entry.put("output_preview", Shown.last(process, process.output(), Output.SHORT_PREVIEW));
    }

    static ObjectNode log(ToolContext context, Arguments arguments) {
        BackgroundProcess process = context.find(arguments);
        OutputLog log = Output.of(process, arguments);
        int limit = arguments.size("limit", LOG_LINES);
        ObjectNode answer = context.state(process);
        boolean tail = !arguments.has("offset");
        LogPage page = tail ? log.tail(limit) : log.page(arguments.size("offset", 0), limit);
        Lines.within(context.options().largestOutput(), page, tail).put(answer, process);
        return context.told(answer, process);
    }

    static ObjectNode screen(ToolContext context, Arguments arguments) {
        BackgroundProcess process = context.find(arguments);
        Screen screen = process.screen();
        ObjectNode answer = context.state(process)
                .put(
                        "screen",
                        Shown.output(
                                process,
                                Text.first(screen.text(), context.options().largestOutput())))
                .put("columns", screen.columns())
                .put("rows", screen.rows());
        answer.putObject("cursor")
                .put("row", screen.cursorRow())
                .put("column", screen.cursorColumn())
                .put("visible", screen.isCursorVisible());
        return answer;
    }
}
