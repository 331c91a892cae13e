package dev.curfew.session;

import dev.curfew.process.ProcessIdentity;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessTable;

/**
 * Observes processes that outlive this JVM on purpose: they carry no mark of its session, belong to no scope, and are
 * not ended by the clean-up after this JVM.
 */
public final class Detached {

    private Detached() {}

    /** The identity of this system, so that pids are compared only within the same boot and PID namespace. */
    private static final class Here {
        static final Journal JOURNAL = Journal.ofThisJvm(Marks.create(false));
    }

    /** The state of a process, as far as its pid and start time tell. */
    public enum Life {
        /** It is alive. */
        ALIVE,
        /** It has ended. */
        ENDED,
        /** The machine has been rebooted since. */
        REBOOTED,
        /**
         * Its state is unknown: it is in another PID namespace, such as that of another container, or this system shows
         * no processes.
         */
        UNKNOWN
    }

    /**
     * {@return marks for one job and all its descendants; their name consists of 12 hexadecimal digits and is unique}
     */
    public static Marks marks() {
        return Marks.create(NativeProgram.found().map(NativeProgram::marks).orElse(false));
    }

    /** {@return the identity of this JVM, in one word; see {@link #lifeOf(String)}} */
    public static String owner() {
        return Here.JOURNAL.ownerWord();
    }

    /**
     * {@return the state of a JVM}
     *
     * @param owner what {@link #owner()} returned in that JVM
     */
    public static Life lifeOf(String owner) {
        String[] parts = owner.split(":", -1);
        if (parts.length != 4 || !parts[0].matches("[0-9]{1,18}") || !parts[1].matches("[0-9]{1,18}")) {
            return Life.UNKNOWN;
        }
        ProcessIdentity identity = new ProcessIdentity(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        return lifeOf(identity, parts[2], parts[3]);
    }

    /**
     * {@return the state of a process}
     *
     * @param identity its pid and start time
     * @param boot the boot of the system in which it was started
     * @param namespace its PID namespace, as {@code /proc/self/ns/pid} or only the digits of that
     */
    public static Life lifeOf(ProcessIdentity identity, String boot, String namespace) {
        if (!boot.equals(Here.JOURNAL.boot())) {
            return Life.REBOOTED;
        }
        if (!digits(namespace).equals(digits(Here.JOURNAL.namespace()))) {
            return Life.UNKNOWN;
        }
        ProcessTable table = ProcessTable.ofThisSystem();
        boolean alive = table.entry(identity.pid())
                .filter(entry -> entry.isAlive() && entry.identity().equals(identity))
                .isPresent();
        if (alive) {
            return Life.ALIVE;
        }
        return table.showsProcesses() ? Life.ENDED : Life.UNKNOWN;
    }

    private static String digits(String namespace) {
        return namespace.replaceAll("[^0-9]", "");
    }

    /**
     * Send SIGTERM to a process, unless its pid belongs to another process by now.
     *
     * @param identity its pid and start time
     */
    public static void terminate(ProcessIdentity identity) {
        // The handle is created first: the JDK signals only the process that the handle was made for.
        ProcessHandle.of(identity.pid())
                .filter(handle -> ProcessTable.ofThisSystem()
                        .entry(identity.pid())
                        .map(ProcessEntry::identity)
                        .filter(identity::equals)
                        .isPresent())
                .ifPresent(ProcessHandle::destroy);
    }
}
