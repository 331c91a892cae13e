package dev.curfew.spawn;

import dev.curfew.output.OutputRecorder;
import dev.curfew.process.Command;
import dev.curfew.session.Mark;
import dev.curfew.session.Termination;
import java.util.function.Consumer;

/**
 * One start of a command.
 *
 * @param command what to run
 * @param mark what the process and its descendants carry
 * @param output takes what it prints
 * @param errors takes what it prints on standard error; not used where errors are merged or on a terminal
 * @param onExit called exactly once, from any thread, after everything that the command printed before it ended has
 *     arrived
 */
public record Launch(
        Command command, Mark mark, OutputRecorder output, OutputRecorder errors, Consumer<Termination> onExit) {}
