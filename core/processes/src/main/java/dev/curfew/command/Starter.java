package dev.curfew.command;

import dev.curfew.process.Command;
import dev.curfew.recording.OutputSink;
import dev.curfew.session.Termination;
import java.util.function.Consumer;

/** A place where commands can be started. Thread-safe. */
public interface Starter {

    /**
     * Start a command.
     *
     * @param command what to run
     * @param output receives what it prints
     * @param errors receives what it prints on standard error, if that is separate
     * @param onExit called once with the end, after everything that was printed before has arrived
     * @return the running command
     * @throws dev.curfew.diagnosis.SpawnException if it cannot be started; nothing is left running
     * @throws dev.curfew.diagnosis.SandboxGoneException if the place can no longer be reached
     */
    Started start(Command command, OutputSink output, OutputSink errors, Consumer<Termination> onExit);
}
