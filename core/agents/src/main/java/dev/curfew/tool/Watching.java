package dev.curfew.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.BackgroundProcess;
import dev.curfew.json.Json;
import dev.curfew.watch.ProcessEvent;
import dev.curfew.watch.ProcessWatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The events that a call of the start action requests.
 *
 * @param watch reports the events
 * @param exit whether to report the end
 * @param texts report lines that contain one of these texts
 * @param interval the interval at which to report that the process is still running
 */
record Watching(ProcessWatch watch, boolean exit, List<String> texts, Optional<Duration> interval) {

    static final String EXIT = "notify_on_exit";
    static final String TEXTS = "watch";
    static final String INTERVAL = "check_interval";
    static final int SHORTEST_INTERVAL = 30;
    static final int MOST_EVENTS = 100;

    private static final int EVENTS = 20;
    private static final int MOST_TEXTS = 20;

    static Watching of(ToolContext context, Arguments arguments) {
        List<String> texts = arguments.texts(TEXTS);
        if (texts.size() > MOST_TEXTS || texts.contains("")) {
            throw new BadCallException(
                    "Field watch must have at most " + MOST_TEXTS + " texts, none of them empty", "correct watch");
        }
        Duration least = context.watch().limits().minInterval();
        return new Watching(
                context.watch(),
                arguments.flag(EXIT),
                texts,
                arguments.seconds(INTERVAL).map(asked -> asked.compareTo(least) < 0 ? least : asked));
    }

    /** Begin to watch a process. If that fails, the process is ended, because the caller would not receive its id. */
    void begin(BackgroundProcess process) {
        try {
            texts.forEach(text -> watch.textFromStart(process, text));
            interval.ifPresent(time -> watch.every(process, time));
            if (exit) {
                watch.exit(process);
            }
        } catch (RuntimeException e) {
            process.kill();
            throw e;
        }
    }

    /** The action that returns pending events. */
    static ObjectNode events(ToolContext context, Arguments arguments) {
        ArrayNode events = Json.array();
        int room = context.options().largestOutput();
        int limit = arguments.size("limit", EVENTS);
        while (events.size() < limit && room > 0) {
            Optional<ProcessEvent> next = context.watch().poll();
            if (next.isEmpty()) {
                break;
            }
            ObjectNode event = Events.describe(next.get());
            room -= Json.write(event).length();
            events.add(event);
        }
        ObjectNode answer = Json.object().put("status", "ok");
        answer.set("events", events);
        answer.put("remaining", context.watch().waitingEvents());
        long dropped = context.watch().droppedEvents();
        return dropped == 0 ? answer : answer.put("dropped", dropped);
    }
}
