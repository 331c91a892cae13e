package dev.curfew.benchmarks.roundtrip;

import dev.curfew.benchmarks.harness.Launcher;
import dev.curfew.benchmarks.harness.Sampler;
import dev.curfew.sandbox.Sandbox;
import java.util.List;

/** Samplers of round trips with a {@code cat} that is somewhere else. */
public final class RoundTrips {

    private static final int SETTLE = 200;

    private RoundTrips() {}

    /**
     * {@return a bare client on pipes, read by the thread that waits}
     *
     * @param client what leads to a {@code cat}
     */
    public static Sampler byStream(List<String> client) {
        return sampler(command -> new StreamConversation(Launcher.PIPES, client));
    }

    /**
     * {@return a bare client on pipes, read by another thread than the one that waits}
     *
     * @param client what leads to a {@code cat}
     */
    public static Sampler byThread(List<String> client) {
        return sampler(command -> new ThreadConversation(Launcher.PIPES, client));
    }

    /**
     * {@return Curfew}
     *
     * @param sandbox where the {@code cat} is
     */
    public static Sampler byCurfew(Sandbox sandbox) {
        return sampler(command -> CurfewConversation.in(sandbox, command));
    }

    private static Sampler sampler(Conversation.Opener opener) {
        return new RoundTripSampler(opener, false, SETTLE);
    }
}
