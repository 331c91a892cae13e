package dev.curfew.benchmarks.end;

import dev.curfew.Bounds;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A JVM that is to be killed while it has a scope with trees and a file. */
final class Victim {

    private Victim() {}

    /**
     * Plants trees, prints the folder of their scope, and waits for the end.
     *
     * @param args the number of trees and the command that is one
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] args) throws IOException {
        ProcessRegistry registry = ProcessRegistry.open(
                RegistryOptions.DEFAULT.withBounds(Bounds.DEFAULT.withMaxRunning(Integer.parseInt(args[0]))));
        Path folder = registry.createDirectory();
        Files.writeString(folder.resolve("file"), "something");
        Command tree = Command.of(List.of(args).subList(1, args.length));
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            registry.start(tree);
        }
        System.out.println(folder);
        // If the input ends, the process that was to kill this one has died itself.
        if (System.in.read() < 0) {
            registry.end();
            System.exit(1);
        }
    }
}
