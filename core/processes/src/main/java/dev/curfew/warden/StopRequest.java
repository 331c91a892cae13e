package dev.curfew.warden;

import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.Signal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a command wants to be asked to end.
 *
 * @param signal the signal for the process group of the command; {@code null} for SIGTERM to the whole tree
 * @param grace the time between that signal and SIGKILL; {@code null} for that of the policy
 */
public record StopRequest(@Nullable Signal signal, @Nullable Duration grace) {

    /** SIGTERM, and the grace period of the policy. */
    public static final StopRequest DEFAULT = new StopRequest(null, null);

    /**
     * {@return the request of a command}
     *
     * @param command the command
     */
    public static StopRequest of(Command command) {
        Signal signal = command.stopSignal().orElse(null);
        Duration grace = command.grace().orElse(null);
        return signal == null && grace == null ? DEFAULT : new StopRequest(signal, grace);
    }

    /** {@return the policy with this grace period and the same time for the rest; one that kills at once is unchanged} */
    KillPolicy appliedTo(KillPolicy policy) {
        return grace == null || policy.grace().isZero()
                ? policy
                : new KillPolicy(grace, grace.plus(policy.budget().minus(policy.grace())));
    }

    /** {@return the trees with this request, in their order} */
    List<ProcessTree> among(List<ProcessTree> trees) {
        return trees.stream().filter(tree -> tree.stop().equals(this)).toList();
    }
}
