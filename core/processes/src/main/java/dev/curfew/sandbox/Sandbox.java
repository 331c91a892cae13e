package dev.curfew.sandbox;

import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A description of the environment in which commands run: this machine, a container, another host, or any environment
 * that can be entered through a program on this machine.
 *
 * <p>A sandbox is a value that describes how the environment is entered. It is entered when something is first started
 * in it. It needs Linux on x86-64 or aarch64, {@code sh}, and a directory in which programs can be written and run. No
 * part of Curfew needs to be installed.
 *
 * <p>If a sandbox cannot be entered, nothing is started; commands never run on this machine instead.
 *
 * <p>Others can bring sandboxes of their own, see {@link DrivenSandbox}.
 *
 * <p>Immutable. Two sandboxes are equal if they are entered in the same way.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public sealed interface Sandbox permits AttachedSandbox, ContainerSandbox, DrivenSandbox, LocalSandbox {

    /** {@return this machine} */
    static Sandbox local() {
        return LocalSandbox.INSTANCE;
    }

    /**
     * {@return a new container of an image; it is created when it is first used, and removed at the end of the scope}
     *
     * @param image the image, as accepted by {@code docker run}
     */
    static ContainerSandbox docker(String image) {
        return ContainerSandbox.of("docker", image);
    }

    /**
     * {@return a new container of an image, like {@link #docker(String)}, but with Podman}
     *
     * @param image the image, as accepted by {@code podman run}
     */
    static ContainerSandbox podman(String image) {
        return ContainerSandbox.of("podman", image);
    }

    /**
     * {@return a new container, like {@link #docker(String)}, of an image that is built from a directory: once per JVM,
     * when it is first used; the image is removed at the end of the JVM}
     *
     * @param context the directory, with its {@code Dockerfile}
     */
    static ContainerSandbox dockerBuild(Path context) {
        return ContainerSandbox.from("docker", ImageOrigin.BUILT, context);
    }

    /**
     * {@return a new container, like {@link #docker(String)}, of an image that is a directory of this machine: imported
     * once per JVM, when it is first used; the image is removed at the end of the JVM}
     *
     * @param root the directory with the root file system of the container, such as {@code bin} and {@code lib}
     */
    static ContainerSandbox dockerImport(Path root) {
        return ContainerSandbox.from("docker", ImageOrigin.IMPORTED, root);
    }

    /**
     * {@return a new container, like {@link #dockerBuild(Path)}, but with Podman}
     *
     * @param context the directory, with its {@code Dockerfile} or {@code Containerfile}
     */
    static ContainerSandbox podmanBuild(Path context) {
        return ContainerSandbox.from("podman", ImageOrigin.BUILT, context);
    }

    /**
     * {@return a new container, like {@link #dockerImport(Path)}, but with Podman}
     *
     * @param root the directory with the root file system of the container
     */
    static ContainerSandbox podmanImport(Path root) {
        return ContainerSandbox.from("podman", ImageOrigin.IMPORTED, root);
    }

    /**
     * {@return an existing container, which is not removed}
     *
     * @param container its name or id
     */
    static Sandbox dockerContainer(String container) {
        return new AttachedSandbox("docker", container);
    }

    /**
     * {@return an existing container of Podman, which is not removed}
     *
     * @param container its name or id
     */
    static Sandbox podmanContainer(String container) {
        return new AttachedSandbox("podman", container);
    }

    /**
     * {@return another host, entered with the {@code ssh} of this machine and its configuration, keys and known hosts}
     *
     * @param target {@code [user@]host[:port]}; an IPv6 address must be in brackets, as in {@code [::1]:2222}
     */
    static SshSandbox ssh(String target) {
        return SshSandbox.of(target);
    }

    /**
     * {@return a container in an existing pod, entered with {@code kubectl exec}}
     *
     * @param pod {@code [namespace/]pod}, or {@code namespace/pod/container}
     */
    static KubernetesSandbox kubernetes(String pod) {
        return KubernetesSandbox.of(pod);
    }

    /**
     * {@return a Slurm job, created with the {@code srun} of this machine}
     *
     * @param partition the partition, or an empty text for the default partition of the cluster
     */
    static SlurmSandbox slurm(String partition) {
        return SlurmSandbox.of(partition);
    }

    /**
     * {@return a new container of Charliecloud, created with the {@code ch-run} of this machine, which ends with the
     * scope}
     *
     * @param image a folder with an image, a SquashFS file, or the name of an image in the storage of {@code ch-image}
     */
    static CharliecloudSandbox charliecloud(String image) {
        return new CharliecloudSandbox(image, List.of());
    }

    /**
     * {@return an image of Apptainer, entered with {@code apptainer exec}}
     *
     * @param image the image, as accepted by {@code apptainer exec}, such as a file or {@code instance://NAME}
     */
    static Sandbox apptainer(String image) {
        return new PrefixSandbox("apptainer", List.of("apptainer", "exec", SandboxWords.name(image, "image")));
    }

    /**
     * {@return a sandbox that is entered through a program that runs the command appended to its arguments}
     *
     * <p>The program must always enter the same environment, as {@code chroot}, {@code nsenter} and {@code sudo} do. It
     * must not create a new one.
     *
     * @param prefix the program and its arguments
     */
    static Sandbox entering(String... prefix) {
        return new PrefixSandbox("exec", List.of(prefix));
    }

    /**
     * {@return the sandbox that a sandbox string describes}
     *
     * <p>The forms are {@code local}, {@code docker:IMAGE}, {@code docker-build:FOLDER}, {@code docker-import:FOLDER},
     * {@code docker-container:NAME}, the same four for {@code podman}, {@code ssh:[user@]host[:port]},
     * {@code kubernetes:[namespace/]pod[/container]}, {@code apptainer:IMAGE}, {@code charliecloud:IMAGE},
     * {@code slurm:[PARTITION]} and {@code exec:PREFIX}, whose parts are separated by blanks, and those of each
     * {@link SandboxScheme} that is found.
     *
     * @param word the sandbox string
     * @throws IllegalArgumentException if there is no such sandbox; the message lists the forms
     */
    static Sandbox parse(String word) {
        return SandboxWords.parse(word);
    }
}
