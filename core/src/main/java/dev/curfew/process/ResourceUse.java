package dev.curfew.process;

import dev.curfew.internal.Check;
import java.time.Duration;

/**
 * What processes have used, as the kernel counts it for those that have ended: see getrusage(2). A process that ignores
 * SIGCHLD takes the count of its children with it.
 *
 * @param cpu the CPU time of all of them together, in user mode and in the kernel
 * @param memory the largest resident set that one of them had, in bytes
 * @since 0.1
 */
public record ResourceUse(Duration cpu, long memory) {

    /** Nothing at all. */
    public static final ResourceUse NONE = new ResourceUse(Duration.ZERO, 0);

    /**
     * Check that nothing is negative.
     *
     * @param cpu the CPU time
     * @param memory the largest resident set, in bytes
     */
    public ResourceUse {
        Check.argument(!cpu.isNegative(), "cpu must not be negative", cpu);
        Check.argument(memory >= 0, "memory must not be negative", memory);
    }

    /**
     * {@return what these and others have used}
     *
     * @param other what the others have used
     */
    public ResourceUse and(ResourceUse other) {
        return new ResourceUse(cpu.plus(other.cpu), Math.max(memory, other.memory));
    }
}
