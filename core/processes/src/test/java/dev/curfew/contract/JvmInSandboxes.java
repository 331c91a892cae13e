package dev.curfew.contract;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.expect.Expectation;
import dev.curfew.sandbox.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The program of a JVM that starts the same processes in several sandboxes, reports it, and waits for its own end.
 *
 * <p>For each sandbox it prints blocks of lines that begin with the sandbox's name: where the guard is, the name of the host, and the
 * environment of a command; or why nothing could be started there.
 */
final class JvmInSandboxes {

    static final int EXIT_CODE = 7;
    static final String ALL_UP = "all sandboxes are up";
    static final String SECRET = "PLANTED_API_TOKEN";

    private static final String ACCOUNT = "echo guard " + InSandbox.GUARD + "; echo host $(hostname);"
            + " echo \"secret <${" + SECRET + "-hidden}>\"; cat /proc/self/environ | tr '\\0' '\\n'";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private JvmInSandboxes() {}

    /** {@return the arguments that describe one sandbox} */
    static List<String> arguments(String name, String number, Sandbox sandbox) {
        List<String> words = OtherJvm.words(sandbox);
        List<String> arguments = new ArrayList<>(List.of(name, number, Integer.toString(words.size())));
        arguments.addAll(words);
        return arguments;
    }

    /** Its arguments are those of each sandbox. A line on its input lets it halt. */
    public static void main(String[] arguments) throws IOException {
        Deque<String> words = new ArrayDeque<>(List.of(arguments));
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        while (!words.isEmpty()) {
            String name = words.remove();
            String number = words.remove();
            String[] sandbox = new String[Integer.parseInt(words.remove())];
            for (int i = 0; i < sandbox.length; i++) {
                sandbox[i] = words.remove();
            }
            starts.add(inBackground(name, () -> print(name, start(OtherJvm.sandbox(sandbox), number))));
        }
        starts.forEach(CompletableFuture::join);
        System.out.println(ALL_UP);
        if (System.in.read() >= 0) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    /** In a separate thread: the common pool has only as many threads as there are processors. */
    private static CompletableFuture<Void> inBackground(String name, Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        print(name, "failed " + e);
                    } finally {
                        done.complete(null);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private static String start(Sandbox sandbox, String number) {
        ProcessRegistry registry = ProcessRegistry.open(
                RegistryOptions.DEFAULT.withSandbox(sandbox).withTimeout(LIMIT));
        BackgroundProcess process = registry.start(InSandbox.script(Escape.all(), number));
        for (int i = 0; i < Escape.values().length; i++) {
            process.expect(Expectation.text("up\n").pastExit());
        }
        BackgroundProcess account = registry.start(ACCOUNT);
        account.waitFor();
        return account.output().text();
    }

    /** In one write, because other threads print at the same time. */
    private static void print(String name, String text) {
        StringBuilder lines = new StringBuilder();
        text.lines().forEach(line -> lines.append(name).append(' ').append(line).append('\n'));
        System.out.print(lines);
        System.out.flush();
    }
}
