package dev.curfew.spawn;

import dev.curfew.process.Command;
import dev.curfew.session.Session;
import java.util.ArrayList;
import java.util.List;

/** The argument lists of the native program; see {@code guard.c}. */
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
        return order(
                launch.isolated() ? "isolate" : "guard",
                launch.mark().cookie(),
                Rlimits.behind(launch.mark(), command),
                terminal,
                launch.cgroup() == null ? ABSENT : launch.cgroup().folder().toString(),
                command.argv());
    }

    /** {@return the arguments that start a program of our own, in a session of its own, but without marks or a guard} */
    static List<String> launching(String... argv) {
        return order("launch", ABSENT, ABSENT, ABSENT, ABSENT, List.of(argv));
    }

    /** The name of the program is also its argument 0. */
    private static List<String> order(
            String what, String id, String mark, String terminal, String cgroup, List<String> argv) {
        Session session = Session.current();
        List<String> order = new ArrayList<>(List.of(
                session.guard().orElseThrow().toString(),
                what,
                OWN_PID,
                session.folder().toString(),
                id,
                mark,
                terminal,
                cgroup,
                argv.get(0)));
        order.addAll(argv);
        return order;
    }
}
