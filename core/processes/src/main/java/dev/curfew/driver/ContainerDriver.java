package dev.curfew.driver;

import dev.curfew.internal.Lists;
import dev.curfew.internal.RandomIds;
import dev.curfew.process.Command;
import dev.curfew.sandbox.ContainerSandbox;
import dev.curfew.sandbox.SandboxDriver;
import dev.curfew.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Enters a new container. The first client creates the container and runs the warden inside. So the container ends with
 * the warden, and the warden with this JVM; the engine then removes the container.
 */
final class ContainerDriver implements SandboxDriver {

    private static final List<String> SAFE = List.of(
            "--cap-drop",
            "ALL",
            "--cap-add",
            "CHOWN",
            "--cap-add",
            "DAC_OVERRIDE",
            "--cap-add",
            "FOWNER",
            "--cap-add",
            "KILL",
            "--security-opt",
            "no-new-privileges",
            "--pids-limit",
            "512",
            "--memory",
            "2g",
            "--tmpfs",
            "/tmp:rw,exec,nosuid,nodev,size=512m,mode=1777");

    private final Engine engine;
    private final String image;
    private final List<String> options;
    private final String name = "curfew-" + RandomIds.create();

    ContainerDriver(ContainerSandbox sandbox) {
        this.engine = Engine.of(sandbox);
        this.image = Images.of(sandbox);
        this.options = sandbox.options();
    }

    @Override
    public Command open(List<String> argv) {
        AbandonedContainers.sweepOnce(engine);
        String label = AbandonedContainers.LABEL + "=" + Session.current().owner();
        List<String> words = Lists.joined(
                List.of("run", "--rm", "--interactive", "--init", "--name", name, "--label", label),
                SAFE,
                options,
                List.of("--entrypoint", argv.get(0), image));
        return engine.command(words, argv.subList(1, argv.size()));
    }

    @Override
    public Command exec(List<String> argv, boolean terminal) {
        return engine.exec(name, argv, terminal);
    }

    @Override
    public boolean waitsForLine(boolean terminal) {
        return terminal;
    }

    @Override
    public Duration openLimit() {
        return Duration.ofMinutes(5); // The image may have to be downloaded.
    }

    @Override
    public Duration lease() {
        return Duration.ZERO; // The engine notices the end of its clients.
    }

    @Override
    public Optional<Command> removal() {
        return Optional.of(engine.remove(name));
    }

    @Override
    public String removalByHand() {
        return engine.removalByHand(name);
    }

    @Override
    public Optional<Command> resumption() {
        return Optional.of(engine.unpause(name));
    }

    @Override
    public boolean isGone() {
        return engine.isGone(name);
    }

    @Override
    public Optional<Command> portLookup(int port) {
        return Optional.of(engine.command(List.of("port", name, port + "/tcp"), List.of()));
    }

    @Override
    public List<Advice> advice() {
        return Engine.ADVICE;
    }
}
