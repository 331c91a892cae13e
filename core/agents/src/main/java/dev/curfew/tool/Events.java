package dev.curfew.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.BackgroundProcess;
import dev.curfew.json.Json;
import dev.curfew.watch.ProcessEvent;

/** Converts events of processes to JSON. */
final class Events {

    private Events() {}

    static ObjectNode describe(ProcessEvent event) {
        ObjectNode answer = Json.object();
        if (event instanceof ProcessEvent.Exited exited) {
            ToolContext.describe(exited.status(), answer.put("event", "exited"));
            answer.put("output", Shown.output(exited.process(), exited.lastOutput()));
        } else if (event instanceof ProcessEvent.Matched matched) {
            describe(matched, answer.put("event", "matched"));
        } else if (event instanceof ProcessEvent.Disabled disabled) {
            answer.put("event", "watch_disabled")
                    .put("text", Shown.output(disabled.process(), disabled.pattern()))
                    .put("reason", disabled.reason())
                    .put("suppressed", disabled.suppressed());
        } else if (event instanceof ProcessEvent.StillRunning running) {
            answer.put("event", "still_running")
                    .put("uptime_seconds", running.uptime().toSeconds())
                    .put("output", Shown.output(running.process(), running.lastOutput()));
        } else if (event instanceof ProcessEvent.Heartbeat heartbeat) {
            answer.put("event", "heartbeat")
                    .put("output", Shown.output(heartbeat.process(), heartbeat.output()))
                    .put("omitted", heartbeat.omitted());
        } else {
            describeOther(event, answer);
        }
        event.about().ifPresent(process -> about(process, answer));
        return answer;
    }

    private static void describe(ProcessEvent.Matched matched, ObjectNode answer) {
        answer.put("text", Shown.output(matched.process(), matched.pattern()));
        ArrayNode lines = answer.putArray("lines");
        matched.lines().forEach(line -> lines.add(Shown.output(matched.process(), line)));
        if (matched.suppressed() > 0) {
            answer.put("suppressed", matched.suppressed());
        }
        if (matched.missedBytes() > 0) {
            answer.put("missed_bytes", matched.missedBytes());
        }
    }

    private static void describeOther(ProcessEvent event, ObjectNode answer) {
        if (event instanceof ProcessEvent.MatchesPaused paused) {
            answer.put("event", "watch_paused").put("seconds", paused.cooldown().toSeconds());
        } else if (event instanceof ProcessEvent.MatchesResumed resumed) {
            answer.put("event", "watch_resumed").put("suppressed", resumed.suppressed());
        } else if (event instanceof ProcessEvent.ListenerFailed failed) {
            answer.put("event", "listener_failed").put("error", Shown.message(String.valueOf(failed.exception())));
        }
    }

    private static void about(BackgroundProcess process, ObjectNode answer) {
        answer.put("session_id", process.id()).put("command", Shown.command(process));
    }
}
