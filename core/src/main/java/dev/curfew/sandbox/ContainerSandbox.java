package dev.curfew.sandbox;

import dev.curfew.internal.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A container that is made for a scope and removed at its end: also if this JVM is killed, because the engine ends it when
 * the connection to it ends.
 *
 * <p>By default it has no network, few capabilities and no way to get more, at most 512 processes and 2 GiB of memory, and
 * a {@code /tmp} in memory. The program of the image is not started: commands are.
 *
 * @since 0.1
 */
public final class ContainerSandbox implements Sandbox {

    private final String engine;
    private final ImageOrigin origin;
    private final String image;
    private final List<String> options;
    private final String network;
    private final int ready;
    private final String context;

    private ContainerSandbox(
            String engine,
            ImageOrigin origin,
            String image,
            List<String> options,
            String network,
            int ready,
            String context) {
        this.engine = engine;
        this.origin = origin;
        this.image = image;
        this.options = List.copyOf(options);
        this.network = network;
        this.ready = ready;
        this.context = context;
    }

    static ContainerSandbox of(String program, String image) {
        return new ContainerSandbox(
                program, ImageOrigin.NAMED, SandboxWords.name(image, "image"), List.of(), "none", 0, "");
    }

    static ContainerSandbox from(String program, ImageOrigin origin, Path folder) {
        String absolute = withoutDots(folder.toAbsolutePath()).toString();
        return new ContainerSandbox(program, origin, absolute, List.of(), "none", 0, "");
    }

    /** Dots stay if removing them as text leads to another folder, as {@code ..} after a symbolic link does. */
    private static Path withoutDots(Path folder) {
        Path normalized = folder.normalize();
        try {
            return Files.isSameFile(folder, normalized) ? normalized : folder;
        } catch (IOException e) {
            return normalized; // There is no such folder; the use of it will fail and say so.
        }
    }

    /**
     * {@return this sandbox with a network}
     *
     * @param name its name, such as {@code bridge}; there is none by default
     */
    public ContainerSandbox inNetwork(String name) {
        return new ContainerSandbox(engine, origin, image, options, SandboxWords.name(name, "network"), ready, context);
    }

    /**
     * {@return this sandbox with a port that this machine can reach at an address of its own, and with a network if it has
     * none yet}
     *
     * @param port the port inside
     */
    public ContainerSandbox publishing(int port) {
        Check.argument(port > 0 && port < 65_536, "port must be from 1 to 65535", port);
        ContainerSandbox reachable = network.equals("none") ? inNetwork("bridge") : this;
        return reachable.with("--publish", "127.0.0.1::" + port);
    }

    /**
     * {@return this sandbox with a file or folder of this machine in it, which cannot be changed there}
     *
     * @param source the file or folder; it must exist where the engine runs
     * @param target where it is seen inside, an absolute path
     */
    public ContainerSandbox mounting(Path source, String target) {
        Check.argument(target.startsWith("/"), "target must be an absolute path", target);
        Check.argument(
                (source + target).indexOf(',') < 0 && (source + target).indexOf('"') < 0,
                "source and target must not contain commas or quotes",
                source + " " + target);
        return with("--mount", "type=bind,readonly,source=" + source.toAbsolutePath() + ",target=" + target);
    }

    /**
     * {@return this sandbox with a user for its commands}
     *
     * @param user a name or number, with a group behind a colon if that is wanted
     */
    public ContainerSandbox as(String user) {
        return with("--user", SandboxWords.name(user, "user"));
    }

    /**
     * {@return this sandbox with more options for its making, behind the default ones, which they override where the
     * engine has the last one count}
     *
     * @param more options of {@code docker run}, which begin with an option
     * @throws IllegalArgumentException if one of them belongs to Curfew, such as {@code --name}, {@code --rm}, {@code --detach} or
     *     {@code --entrypoint}
     */
    public ContainerSandbox with(String... more) {
        ContainerOptions.check(more);
        return new ContainerSandbox(
                engine,
                origin,
                image,
                Stream.concat(options.stream(), Stream.of(more)).toList(),
                network,
                ready,
                context);
    }

    /**
     * {@return this sandbox with containers that are made ahead of time: a scope that enters it gets one that is ready, and
     * another is made in the background}
     *
     * <p>The first entering fills the pool. Each container serves one scope. At the end of the scope all that was started in
     * it is ended, and proven to be; the empty container is then removed in the background. At the end of this JVM all are
     * gone, those that nobody entered too.
     *
     * @param containers how many wait; zero, the default, for none
     */
    public ContainerSandbox pooled(int containers) {
        Check.argument(containers >= 0, "containers must not be negative", containers);
        return new ContainerSandbox(engine, origin, image, options, network, containers, context);
    }

    /**
     * {@return this sandbox in the engine of another host}
     *
     * @param name the name of the context of {@code docker}, or of the connection of {@code podman}, that leads there; by default
     *     the current one
     */
    public ContainerSandbox inContext(String name) {
        return new ContainerSandbox(engine, origin, image, options, network, ready, SandboxWords.name(name, "context"));
    }

    /** {@return the name of the context that leads to its engine, or nothing for the current one} */
    public String context() {
        return context;
    }

    /** {@return the program of its engine, such as {@code docker}} */
    public String engine() {
        return engine;
    }

    /** {@return where its image comes from} */
    public ImageOrigin origin() {
        return origin;
    }

    /** {@return its image: a name, or the absolute path of the folder from which it is made} */
    public String image() {
        return image;
    }

    /** {@return how many containers are made ahead of time} */
    public int ready() {
        return ready;
    }

    /** {@return the options for its making, that of the network first} */
    public List<String> options() {
        List<String> all = new ArrayList<>(List.of("--network", network));
        all.addAll(options);
        return List.copyOf(all);
    }

    private List<Object> parts() {
        return List.of(engine, origin, image, options, network, ready, context);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContainerSandbox sandbox && parts().equals(sandbox.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    /** {@return its one-word form, without options, and its context if it has one} */
    @Override
    public String toString() {
        return engine + origin.suffix() + ":" + image + (context.isEmpty() ? "" : " in context " + context);
    }
}
