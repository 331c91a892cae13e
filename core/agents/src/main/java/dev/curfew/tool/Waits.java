package dev.curfew.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.InterruptedWaitException;
import dev.curfew.diagnosis.WaitTimeoutException;
import dev.curfew.expect.Expectation;
import dev.curfew.expect.ExpectationFailedException;
import dev.curfew.internal.Durations;
import dev.curfew.output.OutputMark;
import java.time.Duration;

/** The action that waits for the end of a process, or for output. */
final class Waits {

    private Waits() {}

    static ObjectNode await(ToolContext context, Arguments arguments) {
        check(arguments, "timeout");
        BackgroundProcess process = context.find(arguments);
        return arguments.has("until")
                ? awaitOutput(context, process, arguments)
                : await(context, process, arguments, "timeout");
    }

    static void check(Arguments arguments, String field) {
        if (arguments.has(field)) {
            positive(arguments, field);
        }
    }

    static Duration positive(Arguments arguments, String field) {
        Duration found = arguments.seconds(field).orElse(Duration.ZERO);
        if (found.isZero() || found.isNegative()) {
            throw new BadCallException(
                    "Field " + field + " must be above 0 seconds", "to look without waiting, use action poll");
        }
        return found;
    }

    static ObjectNode await(ToolContext context, BackgroundProcess process, Arguments arguments, String field) {
        try {
            process.waitFor(limit(context, arguments, field));
            ObjectNode answer = Output.putLast(context.state("exited", process), "output", process, Output.RESULT);
            return context.told(answer, process);
        } catch (WaitTimeoutException e) {
            return timeout(context, process, arguments, field);
        } catch (InterruptedWaitException e) {
            return interrupted(context, process);
        }
    }

    private static ObjectNode awaitOutput(ToolContext context, BackgroundProcess process, Arguments arguments) {
        OutputMark from = new OutputMark(arguments.integer("cursor").orElse(0L));
        Expectation expectation =
                Expectation.text(arguments.text("until")).from(from).withTimeout(limit(context, arguments, "timeout"));
        try {
            OutputMark end = process.peek(expectation).end();
            ObjectNode answer = context.state("found", process).put("cursor", end.offset());
            return Output.putLast(answer, "output", process, Output.RESULT);
        } catch (ExpectationFailedException.TimedOut e) {
            return timeout(context, process, arguments, "timeout");
        } catch (ExpectationFailedException e) {
            ObjectNode answer = Output.putLast(context.state(process), "output", process, Output.RESULT)
                    .put("note", "It ended, and the text is not in its output");
            return context.told(answer, process);
        } catch (InterruptedWaitException e) {
            return interrupted(context, process);
        }
    }

    private static Duration limit(ToolContext context, Arguments arguments, String field) {
        Duration asked = arguments.seconds(field).orElse(context.options().defaultWait());
        Duration most = context.options().longestWait();
        return asked.compareTo(most) < 0 ? asked : most;
    }

    private static ObjectNode timeout(
            ToolContext context, BackgroundProcess process, Arguments arguments, String field) {
        ObjectNode answer = context.state("timeout", process);
        Duration most = context.options().longestWait();
        if (arguments.seconds(field).filter(asked -> asked.compareTo(most) > 0).isPresent()) {
            answer.put("timeout_note", "Waited " + Durations.text(most) + ", which is the longest wait allowed here");
        }
        return Output.putLast(answer, "output", process, Output.PREVIEW)
                .put("next", "it was not ended: wait again, poll it, or kill it");
    }

    private static ObjectNode interrupted(ToolContext context, BackgroundProcess process) {
        return Output.putLast(context.state("interrupted", process), "output", process, Output.PREVIEW)
                .put("next", "it was not ended: wait again, poll it, or kill it");
    }
}
