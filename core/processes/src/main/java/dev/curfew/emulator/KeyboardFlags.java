package dev.curfew.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The flags of the Kitty keyboard protocol that the program has requested for one page. Of the flags, this terminal
 * supports only that for unambiguous keys; as the protocol demands, it reports which ones it has accepted.
 *
 * @see <a href="https://sw.kovidgoyal.net/kitty/keyboard-protocol/">Kitty keyboard protocol</a>
 */
final class KeyboardFlags {

    private static final int UNAMBIGUOUS = 1;

    /** A program that pushes more has failed to pop. */
    private static final int MOST_PUSHED = 16;

    private static final int ADD = 2;
    private static final int REMOVE = 3;

    private final Deque<Integer> pushed = new ArrayDeque<>(List.of(0));

    int current() {
        return pushed.getLast();
    }

    void push(int flags) {
        if (pushed.size() == MOST_PUSHED) {
            pushed.removeFirst();
        }
        pushed.addLast(flags & UNAMBIGUOUS);
    }

    void pop(int count) {
        for (int i = 0; i < count && !pushed.isEmpty(); i++) {
            pushed.removeLast();
        }
        if (pushed.isEmpty()) {
            pushed.addLast(0);
        }
    }

    void set(int flags, int how) {
        int before = pushed.removeLast();
        int changed = switch (how) {
            case ADD -> before | flags;
            case REMOVE -> before & ~flags;
            default -> flags;
        };
        pushed.addLast(changed & UNAMBIGUOUS);
    }

    void reset() {
        pop(MOST_PUSHED);
    }
}
