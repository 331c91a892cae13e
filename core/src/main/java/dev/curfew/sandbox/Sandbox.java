package dev.curfew.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * Where commands run: on this machine, in a container, on another host, or wherever else a program of this machine leads.
 *
 * <p>A sandbox is a value: it says how the place is entered, and is not entered before something is started in it. It needs
 * Linux on x86-64 or aarch64, {@code sh}, and one folder where programs may be written and run; nothing of Curfew has to be
 * there before.
 *
 * <p>What was asked for is what there is: if a sandbox cannot be entered, nothing runs, and never on this machine instead.
 *
 * <p>Sandboxes are immutable. Two are equal if they are entered in the same way.
 *
 * @since 0.1
 */
public sealed interface Sandbox
        permits AttachedSandbox,
                ContainerSandbox,
                KubernetesSandbox,
                LocalSandbox,
                PrefixSandbox,
                SlurmSandbox,
                SshSandbox {

    /** {@return this machine} */
    static Sandbox local() {
        return LocalSandbox.INSTANCE;
    }

    /**
     * {@return a new container of an image, which is made when it is first used, and removed at the end of the scope}
     *
     * @param image the image, as {@code docker run} takes it
     */
    static ContainerSandbox docker(String image) {
        return ContainerSandbox.of("docker", image);
    }

    /**
     * {@return a new container of an image, as {@link #docker(String)} is, by Podman}
     *
     * @param image the image, as {@code podman run} takes it
     */
    static ContainerSandbox podman(String image) {
        return ContainerSandbox.of("podman", image);
    }

    /**
     * {@return a new container, as {@link #docker(String)} is, of an image that is built from a folder: once per JVM, when it
     * is first used; it is removed at the end of the JVM}
     *
     * @param context the folder, with its {@code Dockerfile}
     */
    static ContainerSandbox dockerBuild(Path context) {
        return ContainerSandbox.from("docker", ImageOrigin.BUILT, context);
    }

    /**
     * {@return a new container, as {@link #docker(String)} is, of an image that is a folder of this machine: made once per
     * JVM, when it is first used, and removed at the end of the JVM}
     *
     * @param root the folder with everything that the container sees, such as {@code bin} and {@code lib}
     */
    static ContainerSandbox dockerImport(Path root) {
        return ContainerSandbox.from("docker", ImageOrigin.IMPORTED, root);
    }

    /**
     * {@return as {@link #dockerBuild(Path)}, by Podman}
     *
     * @param context the folder, with its {@code Dockerfile} or {@code Containerfile}
     */
    static ContainerSandbox podmanBuild(Path context) {
        return ContainerSandbox.from("podman", ImageOrigin.BUILT, context);
    }

    /**
     * {@return as {@link #dockerImport(Path)}, by Podman}
     *
     * @param root the folder with everything that the container sees
     */
    static ContainerSandbox podmanImport(Path root) {
        return ContainerSandbox.from("podman", ImageOrigin.IMPORTED, root);
    }

    /**
     * {@return a container that is there, and stays}
     *
     * @param container its name or id
     */
    static Sandbox dockerContainer(String container) {
        return new AttachedSandbox("docker", container);
    }

    /**
     * {@return a container of Podman that is there, and stays}
     *
     * @param container its name or id
     */
    static Sandbox podmanContainer(String container) {
        return new AttachedSandbox("podman", container);
    }

    /**
     * {@return another host, through the {@code ssh} of this machine with its configuration, keys and known hosts}
     *
     * @param target {@code [user@]host[:port]}; an IPv6 address stands in brackets, as in {@code [::1]:2222}
     */
    static SshSandbox ssh(String target) {
        return SshSandbox.of(target);
    }

    /**
     * {@return a container in a pod that is there, through {@code kubectl exec}}
     *
     * @param pod {@code [namespace/]pod}, or {@code namespace/pod/container}
     */
    static KubernetesSandbox kubernetes(String pod) {
        return KubernetesSandbox.of(pod);
    }

    /**
     * {@return a job of Slurm, through the {@code srun} of this machine}
     *
     * @param partition the partition, or nothing for the default one of the cluster
     */
    static SlurmSandbox slurm(String partition) {
        return SlurmSandbox.of(partition);
    }

    /**
     * {@return the place to which a program leads that runs what is appended to its arguments}
     *
     * <p>Each entering has to lead to the same place, as {@code chroot}, {@code nsenter} or {@code sudo} do, not to a new
     * one.
     *
     * @param prefix the program and its arguments
     */
    static Sandbox entering(String... prefix) {
        return new PrefixSandbox("exec", List.of(prefix));
    }

    /**
     * {@return the sandbox that one word means}
     *
     * <p>The words are {@code local}, {@code docker:IMAGE}, {@code docker-build:FOLDER}, {@code docker-import:FOLDER},
     * {@code docker-container:NAME}, the same four of {@code podman}, {@code ssh:[user@]host[:port]}, {@code kubernetes:[namespace/]pod[/container]},
     * {@code apptainer:IMAGE}, {@code slurm:[PARTITION]} and {@code exec:PREFIX}, whose parts are divided by blanks.
     *
     * @param word the word
     * @throws IllegalArgumentException if it means none; the message lists the words
     */
    static Sandbox parse(String word) {
        return SandboxWords.parse(word);
    }
}
