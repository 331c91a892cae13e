package dev.curfew;

import dev.curfew.internal.Time;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The processes that a registry owns, including those about to be added or just transferred. */
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

    /** {@return the processes that the registry owns, after the removal of expired ones} */
    List<BackgroundProcess> look() {
        retention.look();
        return all();
    }

    /** {@return the processes that the registry owns} */
    List<BackgroundProcess> all() {
        return processes.stream().filter(this::isOwned).toList();
    }

    private boolean isOwned(BackgroundProcess process) {
        return process.owner().registry() == registry;
    }

    /** Stop removing ended processes. */
    void close() {
        retention.close();
    }

    /**
     * {@return the only process whose id is equal to the given one or begins with it; empty if there is none or
     * several}
     */
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
