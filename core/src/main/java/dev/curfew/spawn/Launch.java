package dev.curfew.spawn;

import dev.curfew.output.OutputRecorder;
import dev.curfew.process.Command;
import java.util.function.IntConsumer;

/**
 * One start of a command.
 *
 * @param command what to run
 * @param cookie the name and value of the environment variable that marks the process and its descendants
 * @param output takes what it prints
 * @param errors takes what it prints on standard error; not used where errors are merged or on a terminal
 * @param onExit called exactly once, from any thread, with the exit code as the JVM reports it, after everything
 *     that the command printed before it ended has arrived
 */
public record Launch(Command command, Cookie cookie, OutputRecorder output, OutputRecorder errors, IntConsumer onExit) {

    /**
     * An environment variable that descendants inherit.
     *
     * @param variable its name
     * @param value its value
     */
    public record Cookie(String variable, String value) {}
}
