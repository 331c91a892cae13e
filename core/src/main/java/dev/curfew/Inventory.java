package dev.curfew;

import dev.curfew.internal.Time;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The processes that a registry owns, and those that are about to be or have just been. */
final class Inventory {

    private final List<BackgroundProcess> processes = new CopyOnWriteArrayList<>();
    private final ProcessRegistry registry;
    private final Retention retention;

    Inventory(ProcessRegistry registry, Bounds bounds, Time time) {
        this.registry = registry;
        this.retention = new Retention(bounds, time, processes);
    }

    void add(BackgroundProcess process) {
        processes.add(process);
    }

    void remove(BackgroundProcess process) {
        processes.remove(process);
    }

    void ended() {
        retention.ended();
    }

    /** {@return those that the registry owns, after those were forgotten whose time is over} */
    List<BackgroundProcess> look() {
        retention.look();
        return all();
    }

    /** {@return those that the registry owns} */
    List<BackgroundProcess> all() {
        return processes.stream().filter(this::isOwned).toList();
    }

    private boolean isOwned(BackgroundProcess process) {
        return process.owner().registry() == registry;
    }

    /** From now on nothing is forgotten any more. */
    void close() {
        retention.close();
    }

    /** {@return the only one whose id is that, or begins like that} */
    static Optional<BackgroundProcess> find(String id, List<BackgroundProcess> among) {
        String digits = ProcessIds.digits(id);
        if (digits.length() < ProcessIds.FEWEST_DIGITS) {
            return Optional.empty();
        }
        List<BackgroundProcess> found = among.stream()
                .filter(process -> ProcessIds.digits(process.id()).startsWith(digits))
                .limit(2)
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
