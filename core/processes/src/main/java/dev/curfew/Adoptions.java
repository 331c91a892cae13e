package dev.curfew;

import dev.curfew.diagnosis.ContainmentException;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.internal.Check;
import dev.curfew.process.Containment;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.session.CleanupAction;
import dev.curfew.session.Session;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessTable;
import dev.curfew.warden.ProcessTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The processes that a registry owns but did not start. Thread-safe. */
final class Adoptions {

    /**
     * Ends a process and its descendants after the death of this JVM. The arguments are the pid and field 22 of its
     * proc_pid_stat(5); if the latter differs, the pid has been reused and nothing is done. All processes are stopped
     * before any is killed: a child whose parent has ended can no longer be told apart from unrelated processes.
     */
    private static final String LAST_WILL = """
            children() {
              cat /proc/[0-9]*/stat 2>/dev/null | while read -r pid rest; do
                set -- ${rest##*) }
                case " $family " in *" $pid "*) ;; *" $2 "*) printf ' %s' "$pid" ;; esac
              done
            }
            stat=$(cat "/proc/$1/stat" 2>/dev/null) || exit 0
            set -- "$1" "$2" ${stat##*) }
            [ "${22}" = "$2" ] || exit 0
            family=$1
            kill -STOP "$1"
            while more=$(children) && [ -n "$more" ]; do
              family="$family$more"
              kill -STOP $more 2>/dev/null
            done
            kill -KILL $family
            """;

    private final List<AdoptedProcess> adopted = new CopyOnWriteArrayList<>();

    synchronized AdoptedProcess add(ProcessHandle handle, RegistryOptions options) {
        requireNoContainment(handle, options);
        Check.argument(
                lineage().noneMatch(handle::equals),
                "process to adopt must be neither this JVM nor an ancestor of it",
                "pid " + handle.pid());
        ProcessTable table = Session.current().processes();
        Optional<ProcessIdentity> identity =
                table.entry(handle.pid()).filter(ProcessEntry::isAlive).map(ProcessEntry::identity);
        // A process that is still alive after the lookup also had the pid during the lookup.
        Check.argument(
                identity.isPresent() && handle.isAlive(), "process to adopt must be alive", "pid " + handle.pid());
        return find(identity.get()).orElseGet(() -> add(identity.get(), table.commandLine(handle.pid()), options));
    }

    private static void requireNoContainment(ProcessHandle handle, RegistryOptions options) {
        Containment required = options.containment();
        if (required != Containment.PARENTS) {
            throw new ContainmentException(Diagnosis.of("Failed to adopt pid " + handle.pid() + ": an adopted process"
                            + " has no containment, but [" + options.name() + "] requires " + required)
                    .with("next", "start it through the registry, or require less"));
        }
    }

    /** {@return this JVM and its ancestors} */
    private static Stream<ProcessHandle> lineage() {
        return Stream.iterate(
                        Optional.of(ProcessHandle.current()),
                        Optional::isPresent,
                        child -> child.flatMap(ProcessHandle::parent))
                .flatMap(Optional::stream);
    }

    private AdoptedProcess add(ProcessIdentity identity, String commandLine, RegistryOptions options) {
        AdoptedProcess process = new AdoptedProcess(identity, commandLine, options.killPolicy(), cleanup(identity));
        adopted.add(process);
        return process;
    }

    private Optional<AdoptedProcess> find(ProcessIdentity identity) {
        return adopted.stream()
                .filter(process -> process.identity().equals(identity))
                .findFirst();
    }

    private static CleanupAction cleanup(ProcessIdentity identity) {
        try {
            return CleanupAction.make(List.of(
                    "sh", "-c", LAST_WILL, "sh", Long.toString(identity.pid()), Long.toString(identity.start())));
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to adopt " + identity + ": " + e.getMessage(), e);
        }
    }

    List<AdoptedProcess> all() {
        return List.copyOf(adopted);
    }

    List<ProcessTree> trees() {
        return adopted.stream().map(AdoptedProcess::tree).toList();
    }

    /**
     * Withdraw all orders to end processes after the death of this JVM: the scope has ended and survivors were
     * reported.
     */
    void release() {
        adopted.forEach(AdoptedProcess::release);
    }
}
