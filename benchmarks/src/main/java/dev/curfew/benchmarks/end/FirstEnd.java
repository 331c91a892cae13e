package dev.curfew.benchmarks.end;

import dev.curfew.ProcessRegistry;
import dev.curfew.benchmarks.harness.Samples;
import dev.curfew.process.Command;
import java.io.IOException;
import java.util.List;

/** A program that ends the first process of its JVM, and writes how long that took. */
final class FirstEnd {

    private static final List<String> COMMAND = List.of("sh", "-c", "echo hi; exec sleep 600");

    private FirstEnd() {}

    /**
     * Starts the command by the means of one peer, and ends it once its first byte has come.
     *
     * @param args the name of the peer
     * @throws Exception if the peer did not do what is measured
     */
    public static void main(String[] args) throws Exception {
        long time = switch (args[0]) {
            case FirstEndBenchmark.PROCESS_BUILDER -> killProcess();
            case FirstEndBenchmark.CURFEW -> endScope(Command.of(COMMAND));
            case FirstEndBenchmark.TERMINAL -> endScope(Command.of(COMMAND).inTerminal());
            default -> throw new IllegalArgumentException("Peer must be known: " + args[0]);
        };
        Samples.times(List.of(time)).write(System.out);
    }

    private static long killProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(COMMAND).start();
        if (process.getInputStream().read() != 'h') {
            throw new IOException("The process must have printed h");
        }
        long begin = System.nanoTime();
        process.destroyForcibly().waitFor();
        return System.nanoTime() - begin;
    }

    private static long endScope(Command command) {
        ProcessRegistry registry = ProcessRegistry.open();
        registry.start(command).expect("h");
        long begin = System.nanoTime();
        registry.close();
        return System.nanoTime() - begin;
    }
}
