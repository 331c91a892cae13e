package dev.curfew.contract;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.expect.Expectation;
import dev.curfew.process.Command;
import dev.curfew.sandbox.ContainerSandbox;
import dev.curfew.sandbox.KubernetesSandbox;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.SlurmSandbox;
import dev.curfew.sandbox.SshSandbox;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.session.RunMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A JVM that starts something in a sandbox, reports it, and waits for its end. A line on its input lets it halt. */
final class OtherJvm {

    private OtherJvm() {}

    /** {@return its command} */
    static Command thatStarts(Sandbox sandbox, String script, String argument) {
        List<String> arguments = new ArrayList<>(List.of(script, argument));
        arguments.addAll(words(sandbox));
        return command(OtherJvm.class, arguments);
    }

    /** {@return a command that runs a class in a JVM that starts quickly} */
    static Command command(Class<?> main, List<String> arguments) {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dcurfew.mode=" + RunMode.current().name().toLowerCase(Locale.ROOT),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        argv.addAll(arguments);
        return Command.of(argv).withName("other JVM");
    }

    /** {@return a sandbox as strings: its name and its options} */
    static List<String> words(Sandbox sandbox) {
        List<String> words = new ArrayList<>();
        if (sandbox instanceof SshSandbox host) {
            words.add("ssh:" + host.target());
            words.addAll(host.options());
        } else {
            words.add(sandbox.toString());
        }
        if (sandbox instanceof KubernetesSandbox pod) {
            words.addAll(pod.options());
        }
        if (sandbox instanceof SlurmSandbox job) {
            words.addAll(job.options());
        }
        return words;
    }

    /** {@return the sandbox that {@link #words} describe} */
    static Sandbox sandbox(String... words) {
        String[] options = List.of(words).subList(1, words.length).toArray(String[]::new);
        Sandbox sandbox = Sandbox.parse(words[0]);
        if (sandbox instanceof SshSandbox host) {
            return host.withOptions(options);
        }
        if (sandbox instanceof KubernetesSandbox pod) {
            return pod.withOptions(options);
        }
        if (sandbox instanceof SlurmSandbox job) {
            return job.withOptions(options);
        }
        return sandbox instanceof ContainerSandbox container ? container.withOptions(options) : sandbox;
    }

    /** Its arguments are the script and its argument, the sandbox, and options for it. */
    public static void main(String[] arguments) throws IOException {
        String[] words = List.of(arguments).subList(2, arguments.length).toArray(String[]::new);
        ProcessRegistry registry = ProcessRegistry.open(
                RegistryOptions.DEFAULT.withSandbox(sandbox(words)).withTimeout(Patience.LIMIT));
        BackgroundProcess process = registry.start(InSandbox.script(arguments[0], arguments[1]));
        process.expect(Expectation.text("up\n").pastExit());
        BackgroundProcess link = registry.start("echo " + InSandbox.GUARD);
        link.waitFor();
        System.out.print(process.output().text());
        System.out.println("guard is " + link.output().text().strip());
        if (System.in.read() >= 0) {
            Runtime.getRuntime().halt(0);
        }
    }
}
