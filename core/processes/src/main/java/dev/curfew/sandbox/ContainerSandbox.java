package dev.curfew.sandbox;

import dev.curfew.internal.Check;
import dev.curfew.internal.Lists;
import dev.curfew.internal.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A container that is created for a scope and removed at its end. It is also removed if this JVM is killed, because the
 * engine ends it when the connection to it is closed.
 *
 * <p>By default it has no network, few capabilities and no way to gain more, at most 512 processes and 2 GiB of memory,
 * and an in-memory {@code /tmp}. The default program of the image is not started; only commands are.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class ContainerSandbox implements Sandbox {

    private final String engine;
    private final ImageOrigin origin;
    private final String image;
    private final Options options;

    private static final class Options extends Values<Options> {
        private List<String> ofEngine = List.of();
        private String network = "none";
        private int pool;
        private String context = "";
    }

    private ContainerSandbox(String engine, ImageOrigin origin, String image, Options options) {
        this.engine = engine;
        this.origin = origin;
        this.image = image;
        this.options = options;
    }

    private ContainerSandbox with(Consumer<Options> change) {
        return new ContainerSandbox(engine, origin, image, options.with(change));
    }

    static ContainerSandbox of(String program, String image) {
        return new ContainerSandbox(program, ImageOrigin.NAMED, SandboxWords.name(image, "image"), new Options());
    }

    static ContainerSandbox from(String program, ImageOrigin origin, Path folder) {
        String absolute = withoutDots(folder.toAbsolutePath()).toString();
        return new ContainerSandbox(program, origin, absolute, new Options());
    }

    /** Dots are kept if removing them would lead to another directory, as with {@code ..} after a symbolic link. */
    private static Path withoutDots(Path folder) {
        Path normalized = folder.normalize();
        try {
            return Files.isSameFile(folder, normalized) ? normalized : folder;
        } catch (IOException e) {
            return normalized; // There is no such directory; using it will fail.
        }
    }

    /**
     * {@return this sandbox with a network}
     *
     * @param name its name, such as {@code bridge}; by default there is no network
     */
    public ContainerSandbox withNetwork(String name) {
        return with(copy -> copy.network = SandboxWords.name(name, "network"));
    }

    /**
     * {@return this sandbox with a port that is published at the loopback address of this machine, and with a network
     * if it has none yet}
     *
     * @param port the port in the container
     */
    public ContainerSandbox withPublishedPort(int port) {
        Check.argument(port > 0 && port < 65_536, "port must be from 1 to 65535", port);
        ContainerSandbox reachable = options.network.equals("none") ? withNetwork("bridge") : this;
        return reachable.withOptions("--publish", "127.0.0.1::" + port);
    }

    /**
     * {@return this sandbox with a file or directory mounted read-only}
     *
     * @param source the file or directory; it must exist on the machine on which the engine runs
     * @param target its absolute path in the container
     */
    public ContainerSandbox withMount(Path source, String target) {
        Check.argument(target.startsWith("/"), "target must be an absolute path", target);
        Check.argument(
                (source + target).indexOf(',') < 0 && (source + target).indexOf('"') < 0,
                "source and target must not contain commas or quotes",
                source + " " + target);
        return withOptions("--mount", "type=bind,readonly,source=" + source.toAbsolutePath() + ",target=" + target);
    }

    /**
     * {@return this sandbox with another user for its commands}
     *
     * @param user a name or number, optionally followed by a colon and a group
     */
    public ContainerSandbox withUser(String user) {
        return withOptions("--user", SandboxWords.name(user, "user"));
    }

    /**
     * {@return this sandbox with additional options for its creation; they are placed after the default ones, and
     * override them where the engine uses the last occurrence}
     *
     * @param more options of {@code docker run}; the first word must be an option
     * @throws IllegalArgumentException if one of them is reserved for Curfew, such as {@code --name}, {@code --rm},
     *     {@code --detach} or {@code --entrypoint}
     */
    public ContainerSandbox withOptions(String... more) {
        ContainerOptions.check(more);
        return with(copy -> copy.ofEngine = Lists.joined(copy.ofEngine, List.of(more)));
    }

    /**
     * {@return this sandbox with a pool of containers that are created in advance: a scope gets one that is ready, and
     * another one is created in the background}
     *
     * <p>The pool is filled when the sandbox is first entered. Each container serves one scope. At the end of the scope
     * all its processes are ended, which is verified; the empty container is then removed in the background. At the end
     * of this JVM all containers are removed, including unused ones.
     *
     * @param containers the number of containers in the pool; zero, the default, for no pool
     */
    public ContainerSandbox withPool(int containers) {
        Check.argument(containers >= 0, "containers must not be negative", containers);
        return with(copy -> copy.pool = containers);
    }

    /**
     * {@return this sandbox in the engine of another host}
     *
     * @param name the name of the {@code docker} context or {@code podman} connection of that engine; by default the
     *     current one
     */
    public ContainerSandbox withContext(String name) {
        return with(copy -> copy.context = SandboxWords.name(name, "context"));
    }

    /** {@return the name of the context or connection of its engine, or an empty text for the current one} */
    public String context() {
        return options.context;
    }

    /** {@return the client program of its engine, such as {@code docker}} */
    public String engine() {
        return engine;
    }

    /** {@return where its image comes from} */
    public ImageOrigin origin() {
        return origin;
    }

    /** {@return its image: a name, or the absolute path of the directory from which it is created} */
    public String image() {
        return image;
    }

    /** {@return the number of containers in the pool} */
    public int pool() {
        return options.pool;
    }

    /** {@return the options for its creation, beginning with that of the network} */
    public List<String> options() {
        return Lists.joined(List.of("--network", options.network), options.ofEngine);
    }

    private List<Object> parts() {
        return List.of(engine, origin, image, options(), pool(), context());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContainerSandbox sandbox && parts().equals(sandbox.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    /** {@return its sandbox string, with its context if it has one, but without options} */
    @Override
    public String toString() {
        return engine + origin.suffix() + ":" + image + (context().isEmpty() ? "" : " in context " + context());
    }
}
