package dev.curfew.benchmarks.sandbox;

import dev.curfew.BackgroundProcess;
import dev.curfew.EnteredSandbox;
import dev.curfew.ProcessRegistry;
import dev.curfew.benchmarks.harness.Launcher;
import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Starts a tree somewhere else, and ends it. */
@FunctionalInterface
interface Ending {

    /** Ends the tree; this is what is timed. */
    @FunctionalInterface
    interface Kill {

        /** Returns when the peer holds the tree for dead. */
        void run() throws Exception;
    }

    /** {@return what ends the tree, which is there when this returns} */
    Kill start(TreeInside tree) throws Exception;

    /** {@return Curfew} */
    static Ending curfew(Sandbox sandbox) {
        EnteredSandbox entered = ProcessRegistry.open().enter(sandbox);
        return tree -> {
            BackgroundProcess process = entered.start(Command.of(tree.command()));
            tree.awaitBirth();
            return () -> {
                if (!process.kill().isClean()) {
                    throw new IllegalStateException("The report of the kill must be clean");
                }
            };
        };
    }

    /** {@return the kill of the client, which knows nothing of the tree} */
    static Ending client() {
        return tree -> {
            Process client = Launcher.PIPES.start(Places.dockerExec("-i", tree.command()));
            tree.awaitBirth();
            return () -> client.destroyForcibly().waitFor();
        };
    }

    /** {@return a kill by pid through one more client, for subjects that know all pids in the container} */
    static Ending byPid() {
        return tree -> {
            Process client = Launcher.PIPES.start(Places.dockerExec("-i", tree.command()));
            List<String> kill = new ArrayList<>(List.of("kill", "-9"));
            for (long pid : tree.awaitBirth()) {
                kill.add(pidInside(pid));
            }
            return () -> {
                Launcher.PIPES.start(Places.dockerExec("-i", kill)).waitFor();
                client.waitFor();
            };
        };
    }

    private static String pidInside(long pid) throws IOException {
        String status = Files.readString(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1);
        String pids = status.lines()
                .filter(line -> line.startsWith("NSpid:"))
                .findFirst()
                .orElseThrow();
        List<String> words = Arrays.asList(pids.split("\\s+"));
        return words.get(words.size() - 1);
    }
}
