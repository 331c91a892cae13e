package dev.curfew.benchmarks.start;

import dev.curfew.benchmarks.harness.Launcher;
import dev.curfew.benchmarks.harness.Samples;
import java.util.List;

/** A program that starts the first command of its JVM, and writes how long that took. */
final class FirstStart {

    private FirstStart() {}

    /**
     * Starts the command by the means of one peer.
     *
     * @param args the name of the peer
     * @throws Exception if the peer did not do what is measured
     */
    public static void main(String[] args) throws Exception {
        // All jars are open, as after the search for providers in a test run; so their order does not matter.
        ClassLoader.getSystemResource("none");
        Launcher bare = args[0].equals(FirstStartBenchmark.PTY4J) ? Launcher.TERMINAL : Launcher.PIPES;
        long begin = System.nanoTime();
        FirstByte started = await(args[0], bare);
        long time = System.nanoTime() - begin;
        started.awaitEnd();
        Samples.times(List.of(time)).write(System.out);
        // Some peers leave threads that are not daemons.
        System.exit(0);
    }

    /** No lambda is used here, because the first one in a JVM takes as long as a start. */
    private static FirstByte await(String peer, Launcher bare) throws Exception {
        return switch (peer) {
            case FirstStartBenchmark.PROCESS_BUILDER, FirstStartBenchmark.PTY4J -> new ProcessFirstByte(bare);
            case FirstStartBenchmark.CURFEW -> CurfewFirstByte.onPipes();
            case FirstStartBenchmark.TERMINAL -> CurfewFirstByte.inTerminal();
            case FirstStartBenchmark.NUPROCESS -> new NuProcessFirstByte();
            case FirstStartBenchmark.ZT_EXEC -> new ZtExecFirstByte();
            case FirstStartBenchmark.COMMONS_EXEC -> new CommonsExecFirstByte();
            default -> throw new IllegalArgumentException("Peer must be known: " + peer);
        };
    }
}
