package dev.curfew.spawn;

import dev.curfew.process.Command;
import dev.curfew.session.Session;
import java.util.ArrayList;
import java.util.List;

/** The argument list of a guard that the JDK starts; see {@code guard.c}. */
final class NativeOrder {

    /** An argument that is not given. */
    static final String ABSENT = "-";

    private static final String OWN_PID = Long.toString(ProcessHandle.current().pid());

    private NativeOrder() {}

    /**
     * {@return the arguments that start a command under a guard}
     *
     * @param terminal the name of its terminal, or {@link #ABSENT}
     */
    static List<String> guarding(Launch launch, String terminal) {
        Command command = launch.command();
        Session session = Session.current();
        List<String> order = new ArrayList<>(List.of(
                session.guard().orElseThrow().toString(),
                launch.isolated() ? "isolate" : "guard",
                OWN_PID,
                session.folder().toString(),
                launch.mark().cookie(),
                Rlimits.behind(launch.mark(), command),
                terminal,
                launch.cgroup() == null ? ABSENT : launch.cgroup().folder().toString(),
                command.argv().get(0))); // The name of the program is also its argument 0.
        order.addAll(command.argv());
        return order;
    }
}
