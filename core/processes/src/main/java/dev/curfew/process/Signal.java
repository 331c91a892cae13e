package dev.curfew.process;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A POSIX signal with its number on Linux (x86 and ARM).
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/signal.7.html">signal(7)</a>
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public enum Signal {
    /** Hang-up of the controlling terminal. */
    HUP(1),
    /** Interrupt from the keyboard, the effect of ^C. */
    INT(2),
    /** Quit from the keyboard, the effect of ^\. */
    QUIT(3),
    /** Illegal instruction. */
    ILL(4),
    /** Breakpoint trap. */
    TRAP(5),
    /** Abort, the effect of {@code abort(3)}. */
    ABRT(6),
    /** Bus error. */
    BUS(7),
    /** Erroneous arithmetic. */
    FPE(8),
    /** Kill; cannot be caught or ignored. */
    KILL(9),
    /** User-defined signal 1. */
    USR1(10),
    /** Invalid memory reference. */
    SEGV(11),
    /** User-defined signal 2. */
    USR2(12),
    /** Write to a pipe without readers. */
    PIPE(13),
    /** Timer of {@code alarm(2)}. */
    ALRM(14),
    /** Request to terminate. */
    TERM(15),
    /** Fault of a coprocessor's stack; unused. */
    STKFLT(16),
    /** Child stopped or ended. */
    CHLD(17),
    /** Continue if stopped. */
    CONT(18),
    /** Stop; cannot be caught or ignored. */
    STOP(19),
    /** Stop from the keyboard, the effect of ^Z. */
    TSTP(20),
    /** Read from the terminal by a background job. */
    TTIN(21),
    /** Write to the terminal by a background job. */
    TTOU(22),
    /** Urgent data on a socket. */
    URG(23),
    /** CPU time limit exceeded. */
    XCPU(24),
    /** File size limit exceeded. */
    XFSZ(25),
    /** Virtual timer of {@code setitimer(2)}. */
    VTALRM(26),
    /** Profiling timer of {@code setitimer(2)}. */
    PROF(27),
    /** The terminal was resized. */
    WINCH(28),
    /** Input or output is possible. */
    IO(29),
    /** Power failure. */
    PWR(30),
    /** Bad system call. */
    SYS(31);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    /** {@return the number of this signal on Linux} */
    public int number() {
        return number;
    }

    /**
     * {@return the signal with a number, or empty if there is none or it is a real-time signal}
     *
     * @param number the number of a signal on Linux: 1 to 31
     */
    public static Optional<Signal> of(int number) {
        for (Signal signal : values()) {
            if (signal.number == number) {
                return Optional.of(signal);
            }
        }
        return Optional.empty();
    }

    /** {@return the name with its prefix, such as {@code SIGTERM}} */
    @Override
    public String toString() {
        return "SIG" + name();
    }
}
