package dev.curfew.contract;

import dev.curfew.sandbox.PrefixSandbox;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.ApptainerStub;
import dev.curfew.sandbox.fixture.BusyboxRoot;
import dev.curfew.sandbox.fixture.CharliecloudImage;
import dev.curfew.sandbox.fixture.ContainerEngine;
import dev.curfew.sandbox.fixture.KubernetesStub;
import dev.curfew.sandbox.fixture.SlurmCluster;
import dev.curfew.sandbox.fixture.SshServer;
import dev.curfew.sandbox.fixture.TestContainer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The kinds of sandboxes that the contract tests. Each is prepared once per run, by the first test that needs it. */
enum SandboxKind {
    /** This machine. */
    LOCAL(LocalContractTests.class),
    /** This machine in portable mode, in a JVM of its own. */
    PORTABLE(PortableContractTests.class),
    /** This machine again, entered like any other place. */
    PREFIX(PrefixContractTests.class),
    /** A folder with busybox and nothing else. */
    CHROOT(ChrootContractTests.class),
    /** A container of Docker, made for the scope. */
    DOCKER(DockerContractTests.class),
    /** A container of Docker that Curfew did not make. */
    DOCKER_CONTAINER(DockerContainerContractTests.class),
    /** A container of Podman, made for the scope. */
    PODMAN(PodmanContractTests.class),
    /** Another host, which is this one behind a real sshd. */
    SSH(SshContractTests.class),
    /** A job on a real Slurm cluster, whose only node is this machine. */
    SLURM(SlurmContractTests.class),
    /** A pod, which is this machine behind a real kubectl and a stub of an API server. */
    KUBERNETES(KubernetesContractTests.class),
    /** A container of a real Charliecloud, in which there is busybox and nothing else. */
    CHARLIECLOUD(CharliecloudContractTests.class),
    /** An image of Apptainer, which is this machine behind a stub of its program. */
    APPTAINER(ApptainerContractTests.class);

    private static final Map<SandboxKind, Once<PreparedSandbox>> PREPARED = new ConcurrentHashMap<>();

    private final Class<? extends SandboxContract> contract;

    SandboxKind(Class<? extends SandboxContract> contract) {
        this.contract = contract;
    }

    /** {@return the class with the contract tests of it} */
    Class<? extends SandboxContract> contract() {
        return contract;
    }

    /** {@return its name in the documentation} */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the sandbox; the test is skipped where there is none, and fails again where the first preparation failed} */
    PreparedSandbox prepare() {
        return PREPARED.computeIfAbsent(this, kind -> new Once<>(kind::make)).get();
    }

    /** Close all fixtures, whatever fails. */
    static void closeAll() {
        AssertionError failure = new AssertionError("fixtures that could not be closed");
        for (Once<PreparedSandbox> prepared : PREPARED.values()) {
            try {
                prepared.made().ifPresent(place -> place.closing().run());
            } catch (RuntimeException | AssertionError e) {
                failure.addSuppressed(e);
            }
        }
        PREPARED.clear();
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private PreparedSandbox make() {
        return switch (this) {
            case LOCAL, PORTABLE -> PreparedSandbox.of(Sandbox.local());
            case PREFIX -> PreparedSandbox.of(Sandbox.parse("exec:env ENTERED=yes"));
            case CHROOT -> chroot();
            case DOCKER -> PreparedSandbox.of(Sandbox.docker(ContainerEngine.DOCKER.busybox()));
            case DOCKER_CONTAINER -> dockerContainer();
            case PODMAN -> PreparedSandbox.of(Sandbox.podman(ContainerEngine.PODMAN.busybox()));
            case SSH -> ssh();
            case SLURM -> slurm();
            case KUBERNETES -> kubernetes();
            case CHARLIECLOUD -> charliecloud();
            case APPTAINER -> apptainer();
        };
    }

    private static PreparedSandbox chroot() {
        BusyboxRoot root = BusyboxRoot.make();
        return new PreparedSandbox(Sandbox.entering(root.entering().toArray(String[]::new)), root::close);
    }

    private static PreparedSandbox dockerContainer() {
        ContainerEngine.DOCKER.require();
        TestContainer container = ContainerEngine.DOCKER.start();
        return new PreparedSandbox(Sandbox.dockerContainer(container.name()), container::close);
    }

    private static PreparedSandbox ssh() {
        SshServer server = SshServer.start();
        return new PreparedSandbox(
                Sandbox.ssh(server.host()).withOptions("-F", server.config().toString()), server::close);
    }

    private static PreparedSandbox slurm() {
        SlurmCluster cluster = SlurmCluster.start();
        return new PreparedSandbox(
                Sandbox.slurm("").withClient(cluster.client("srun").toArray(String[]::new)),
                Map.of("SLURM_CONF", cluster.config().toString()),
                cluster::close);
    }

    private static PreparedSandbox kubernetes() {
        KubernetesStub server = KubernetesStub.start();
        return new PreparedSandbox(
                Sandbox.kubernetes(server.pod()).withOptions(server.options().toArray(String[]::new)), server::close);
    }

    private static PreparedSandbox charliecloud() {
        CharliecloudImage image = CharliecloudImage.make();
        return new PreparedSandbox(Sandbox.charliecloud(image.path().toString()), image::close);
    }

    private static PreparedSandbox apptainer() {
        ApptainerStub stub = ApptainerStub.make();
        String image = stub.image().toString();
        return new PreparedSandbox(
                new PrefixSandbox("apptainer", List.of(stub.program().toString(), "exec", image)),
                Map.of("PATH", stub.path()),
                stub::close);
    }
}
