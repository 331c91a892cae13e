package dev.curfew.process;

import dev.curfew.internal.Check;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * The resources used by processes that have ended, as counted by the kernel: see getrusage(2). If a process ignores
 * SIGCHLD, the use of its children is not counted.
 *
 * @param cpu the total CPU time of all processes, in user mode and in the kernel
 * @param memory the largest resident set size of a single process, in bytes
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record ResourceUse(Duration cpu, long memory) {

    /** No resources. */
    public static final ResourceUse NONE = new ResourceUse(Duration.ZERO, 0);

    /**
     * Check that no value is negative.
     *
     * @param cpu the total CPU time
     * @param memory the largest resident set size, in bytes
     */
    public ResourceUse {
        Check.argument(!cpu.isNegative(), "cpu must not be negative", cpu);
        Check.argument(memory >= 0, "memory must not be negative", memory);
    }

    /**
     * {@return the combined use of these and other processes}
     *
     * @param other the use of the other processes
     */
    public ResourceUse and(ResourceUse other) {
        return new ResourceUse(cpu.plus(other.cpu), Math.max(memory, other.memory));
    }
}
