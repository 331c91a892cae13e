package dev.curfew;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The owner of a process, which is responsible for ending it. When the end of a scope and a transfer compete for the
 * process, the monitor of this object decides: the first one wins.
 */
final class Ownership {

    /** Serializes transfers of the process. */
    final ReentrantLock moves = new ReentrantLock();

    private volatile OwnedProcesses owner;
    private Permits.Slot slot;
    private boolean over;
    private int claims;

    Ownership(OwnedProcesses owner, Permits.Slot slot) {
        this.owner = owner;
        this.slot = slot;
    }

    OwnedProcesses owner() {
        return owner;
    }

    /**
     * {@return whether the caller may end the process; if so, it cannot be transferred before {@link #release()}}
     *
     * @param isOwner returns whether the process belongs to the caller
     */
    synchronized boolean claim(BooleanSupplier isOwner) {
        boolean claimed = isOwner.getAsBoolean();
        if (claimed) {
            claims++;
        }
        return claimed;
    }

    synchronized void release() {
        claims--;
    }

    /**
     * {@return whether the process was passed to the other owner; if not, it is being ended for its current owner}
     *
     * @param other the other owner
     * @param place a permit of the other owner's registry, or {@code null} if both owners are in the same registry
     */
    synchronized boolean passTo(OwnedProcesses other, Permits.@Nullable Slot place) {
        if (claims > 0) {
            return false;
        }
        owner = other;
        if (place != null) {
            slot.giveBack();
            slot = place;
            if (over) {
                slot.giveBack();
            }
        }
        return true;
    }

    /** The process has ended, so it gives back its permit. */
    synchronized void ended() {
        over = true;
        slot.giveBack();
    }
}
