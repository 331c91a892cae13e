package dev.curfew.spawn;

import dev.curfew.process.Command;
import dev.curfew.recording.OutputSink;
import dev.curfew.session.Cgroup;
import dev.curfew.session.Mark;
import dev.curfew.session.Termination;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One start of a command.
 *
 * @param command what to run
 * @param mark the mark that the process and its descendants carry
 * @param cgroup the cgroup in which it is to run, or {@code null} if it needs none of its own
 * @param isolated whether it is to run in namespaces of its own
 * @param output receives what it prints
 * @param errors receives what it prints on standard error; not used where errors are merged or on a terminal
 * @param onExit called exactly once, from any thread, after everything that the command printed before it ended has
 *     arrived
 */
public record Launch(
        Command command,
        Mark mark,
        @Nullable Cgroup cgroup,
        boolean isolated,
        OutputSink output,
        OutputSink errors,
        Consumer<Termination> onExit) {}
