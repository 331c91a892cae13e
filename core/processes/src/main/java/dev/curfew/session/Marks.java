package dev.curfew.session;

import dev.curfew.internal.RandomIds;
import dev.curfew.table.ProcessMarks;
import dev.curfew.table.ProcessTable;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Creates marks. All marks of one session share their beginnings: the cookie begins with the session's name and a dash,
 * and the number, which has 18 digits, with the session's 11 digits.
 *
 * <p>Numbers of a nested session are lower than those of the session around it, because any process can lower a limit,
 * but not raise it. The hard limit belongs to the outermost session and the soft limit to the innermost; those between
 * rely on the cookie, which names all of them.
 */
public final class Marks {

    private static final long PREFIXES = 10_000_000_000L;
    private static final long NUMBERS = 10_000_000L;
    private static final int OUTERMOST_DIGIT = 9;

    private final String cookie = RandomIds.create();
    private final long prefix;
    private final AtomicLong count = new AtomicLong();

    private Marks(long prefix) {
        this.prefix = prefix;
    }

    /** {@return unique marks, with numbers if the limit can be used} */
    static Marks create(boolean numbers) {
        int digit = numbers
                ? firstDigit(ProcessTable.ofThisSystem()
                        .marks(ProcessHandle.current().pid()))
                : 0;
        return new Marks(digit == 0 ? 0 : digit * PREFIXES + RandomIds.below(PREFIXES));
    }

    /**
     * {@return marks for processes that may descend from processes with these marks: their numbers are lower, because a
     * limit can be lowered, but not raised}
     */
    Marks below() {
        long digit = prefix == 0 ? OUTERMOST_DIGIT : prefix / PREFIXES - 1;
        return new Marks(digit == 0 ? 0 : digit * PREFIXES + RandomIds.below(PREFIXES));
    }

    private static int firstDigit(ProcessMarks own) {
        if (!own.isNumbered()) {
            return own.isUnlimited() ? OUTERMOST_DIGIT : 0;
        }
        return (int) Math.max(0, own.soft() / (PREFIXES * NUMBERS) - 1);
    }

    /** {@return the next mark} */
    public Mark next() {
        long number = count.incrementAndGet();
        return new Mark(cookie + "-" + number, prefix == 0 ? 0 : prefix * NUMBERS + number % NUMBERS);
    }

    /** {@return the name with which all cookies begin} */
    public String cookie() {
        return cookie;
    }

    /** {@return the digits with which all numbers begin, or a dash if there are no numbers} */
    public String prefixText() {
        return prefix == 0 ? "-" : Long.toString(prefix);
    }
}
