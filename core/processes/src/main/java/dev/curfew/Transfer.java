package dev.curfew;

import dev.curfew.process.Containment;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/** Transfers a process from one owner to another, also between registries. */
final class Transfer {

    private final BackgroundProcess process;
    private final OwnedProcesses from;
    private final OwnedProcesses to;

    private Transfer(BackgroundProcess process, OwnedProcesses to) {
        this.process = process;
        this.from = process.owner();
        this.to = to;
    }

    /** Transfer a process; concurrent transfers of the same process are serialized. */
    static void of(BackgroundProcess process, OwnedProcesses to) {
        Objects.requireNonNull(to, "other");
        Ownership ownership = process.ownership();
        ownership.moves.lock();
        try {
            Transfer transfer = new Transfer(process, to);
            if (transfer.from.registry() == to.registry()) {
                to.registry().whileOpen(transfer.what(), transfer::withinScope);
            } else {
                transfer.toAnotherScope();
            }
        } finally {
            ownership.moves.unlock();
        }
    }

    private void withinScope() {
        if (!process.ownership().passTo(to, null)) {
            throw refused("it is already being ended for [" + from.owner() + "]");
        }
    }

    private void toAnotherScope() {
        requireThatItMay();
        ProcessRegistry target = to.registry();
        target.whileOpen(what(), target::prepare);
        Permits.Slot slot = target.permits().take(what());
        boolean done = false;
        try {
            whileBothAreOpen(() -> {
                target.inventory().add(process);
                if (!process.ownership().passTo(to, slot)) {
                    target.inventory().remove(process);
                    throw refused("it is already being ended for [" + from.owner() + "]");
                }
                from.registry().inventory().remove(process);
            });
            done = true;
        } finally {
            if (!done) {
                slot.giveBack();
            }
        }
        if (process.hasEnded()) {
            target.inventory().ended();
        }
    }

    private void requireThatItMay() {
        if (process.tree().elsewhere() != null) {
            throw refused(
                    "it runs in a sandbox that ends with [" + from.registry().name() + "]");
        }
        Containment required = to.registry().options().containment();
        Containment held = from.registry().options().containment();
        if (!held.isAtLeast(required) && !Curfew.containment().isAtLeast(required)) {
            throw refused(
                    "it was not started with the containment " + required + " that [" + to.owner() + "] requires");
        }
    }

    /** Acquire both locks in a fixed order, so that opposite transfers cannot deadlock. */
    private void whileBothAreOpen(Runnable action) {
        ProcessRegistry[] ordered = Stream.of(from.registry(), to.registry())
                .sorted(Comparator.comparingLong(ProcessRegistry::number))
                .toArray(ProcessRegistry[]::new);
        ordered[0].whileOpen(what(), () -> ordered[1].whileOpen(what(), action));
    }

    private String what() {
        return "hand [" + process.name() + "] over to [" + to.owner() + "]";
    }

    private IllegalStateException refused(String why) {
        return new IllegalStateException("Failed to " + what() + ": " + why);
    }
}
