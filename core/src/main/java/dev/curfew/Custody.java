package dev.curfew;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who owns a process, and with it the duty to end it. Between a scope that ends and somebody who hands the process over, the
 * monitor of this decides: whoever comes first.
 */
final class Custody {

    /** Held by the one who hands the process over, so that nobody else does meanwhile. */
    final ReentrantLock moves = new ReentrantLock();

    private volatile OwnedProcesses owner;
    private Slots.Slot slot;
    private boolean over;
    private int claims;

    Custody(OwnedProcesses owner, Slots.Slot slot) {
        this.owner = owner;
        this.slot = slot;
    }

    OwnedProcesses owner() {
        return owner;
    }

    /**
     * {@return whether the process is the caller's to end, which nobody takes from him before {@link #release()}}
     *
     * @param his tells his own
     */
    synchronized boolean claim(BooleanSupplier his) {
        boolean claimed = his.getAsBoolean();
        if (claimed) {
            claims++;
        }
        return claimed;
    }

    synchronized void release() {
        claims--;
    }

    /**
     * {@return whether the process has another owner now; if not, it is being ended for the one that it has}
     *
     * @param other the other owner
     * @param place a place in the registry of the other owner, or {@code null} if it is in the same registry
     */
    synchronized boolean passTo(OwnedProcesses other, Slots.@Nullable Slot place) {
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

    /** The process runs no more, so it needs no place. */
    synchronized void ended() {
        over = true;
        slot.giveBack();
    }
}
