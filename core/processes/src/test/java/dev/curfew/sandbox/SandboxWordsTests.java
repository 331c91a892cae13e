package dev.curfew.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sandbox strings, and texts that must not be read as one. */
class SandboxWordsTests {

    @Test
    void meanSandboxes() {
        assertThat(Sandbox.parse("local")).isSameAs(Sandbox.local());
        assertThat(Sandbox.parse("docker:debian:12")).isEqualTo(Sandbox.docker("debian:12"));
        assertThat(Sandbox.parse("docker-build:/srv/web")).isEqualTo(Sandbox.dockerBuild(Path.of("/srv/web")));
        assertThat(Sandbox.parse("podman-import:/srv/root")).isEqualTo(Sandbox.podmanImport(Path.of("/srv/root")));
        assertThat(Sandbox.parse("docker-container:web-1")).isEqualTo(Sandbox.dockerContainer("web-1"));
        assertThat(Sandbox.parse("podman:quay.io/a/b@sha256:12")).isEqualTo(Sandbox.podman("quay.io/a/b@sha256:12"));
        assertThat(Sandbox.parse("podman-container:c")).isEqualTo(Sandbox.podmanContainer("c"));
        assertThat(Sandbox.parse("ssh:ci@build-7:2222")).isEqualTo(Sandbox.ssh("ci@build-7:2222"));
        assertThat(Sandbox.parse("kubernetes:shop/web-0")).isEqualTo(Sandbox.kubernetes("shop/web-0"));
        assertThat(Sandbox.parse("exec:sudo -u builder")).isEqualTo(Sandbox.entering("sudo", "-u", "builder"));
        assertThat(Sandbox.parse("apptainer:image.sif"))
                .isEqualTo(Sandbox.apptainer("image.sif"))
                .isEqualTo(new PrefixSandbox("apptainer", List.of("apptainer", "exec", "image.sif")));
        assertThat(Sandbox.parse("charliecloud:/srv/image")).isEqualTo(Sandbox.charliecloud("/srv/image"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local",
                "docker:debian:12",
                "docker-build:/srv/web",
                "docker-import:/srv/root",
                "docker-container:web-1",
                "podman:debian",
                "podman-container:web",
                "ssh:ci@build-7:2222",
                "ssh:ci@[fe80::1%eth0]:2222",
                "kubernetes:shop/web-0/main",
                "apptainer:image.sif",
                "charliecloud:/srv/image",
                "slurm:",
                "slurm:gpu",
                "exec:sudo -u builder"
            })
    void areWhatASandboxCallsItself(String word) {
        assertThat(Sandbox.parse(word)).hasToString(word);
    }

    @Test
    void listTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sandbox.parse("dokcer:debian"))
                .withMessage(
                        "sandbox must be local or begin with one of docker:, docker-build:, docker-import:,"
                                + " docker-container:, podman:, podman-build:, podman-import:, podman-container:, ssh:, kubernetes:, apptainer:, charliecloud:, slurm:, exec:, but was: dokcer:debian");
        assertThatIllegalArgumentException().isThrownBy(() -> Sandbox.parse("docker"));
        assertThatIllegalArgumentException().isThrownBy(() -> Sandbox.parse("Local"));
    }

    @Test
    void nameWhatIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sandbox.parse("docker:"))
                .withMessage("sandbox must have an image, container, folder, host, pod or prefix after its scheme:"
                        + " docker:");
    }

    @Test
    void includeThoseThatLibrariesBring(@TempDir Path library) throws IOException {
        Path services = Files.createDirectories(library.resolve("META-INF/services"));
        Files.writeString(services.resolve(SandboxScheme.class.getName()), Jails.class.getName());
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {library.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);

            assertThat(Sandbox.parse("jail:web")).isEqualTo(Sandbox.entering("jexec", "web"));
            assertThat(Sandbox.parse("docker:web")).isEqualTo(Sandbox.docker("web"));
            assertThatIllegalArgumentException().isThrownBy(() -> Sandbox.parse("jail: "));
            int known = Jails.CREATED.get();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Sandbox.parse("prison:web"))
                    .withMessageEndingWith(", exec:, jail:, but was: prison:web");
            assertThat(Jails.CREATED).as("one look at the libraries").hasValue(known + 1);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Sandbox.parse("jail:web"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker:",
                "docker: ",
                "docker:--privileged",
                "docker-container:-x",
                "ssh:-oProxyCommand=reboot",
                "ssh:a b",
                "ssh:host:port",
                "ssh:host:123456",
                "ssh:::1",
                "ssh:[::1",
                "ssh:[::1]:port",
                "ssh:[host]",
                "ssh:-x@[::1]",
                "kubernetes:a/b/c/d",
                "kubernetes:-n/x",
                "kubernetes:/x",
                "slurm:--wrap",
                "apptainer:--bind=/:/mnt",
                "apptainer: image.sif",
                "charliecloud:--unsafe",
                "podman:-v/:/mnt",
                "podman-container:--latest",
                "exec:-c id",
                "exec:   "
            })
    void refuseWhatAProgramWouldTakeForSomethingElse(String word) {
        assertThatIllegalArgumentException().isThrownBy(() -> Sandbox.parse(word));
    }

    @Test
    void tellContainersApart() {
        ContainerSandbox plain = Sandbox.docker("debian");

        assertThat(plain).isEqualTo(Sandbox.docker("debian")).hasSameHashCodeAs(Sandbox.docker("debian"));
        assertThat(plain.options()).containsExactly("--network", "none");
        assertThat(plain.withPublishedPort(80)).isNotEqualTo(plain);
        assertThat(plain.withPublishedPort(80).options())
                .containsExactly("--network", "bridge", "--publish", "127.0.0.1::80");
        assertThat(plain.withPublishedPort(80).withNetwork("mine").options()).startsWith("--network", "mine");
        assertThat(plain.withMount(Path.of("/data"), "/in").options())
                .contains("type=bind,readonly,source=/data,target=/in");
        assertThat(plain.withUser("nobody").withOptions("--cpus", "1").options())
                .endsWith("--user", "nobody", "--cpus", "1");
        assertThatIllegalArgumentException().isThrownBy(() -> plain.withPublishedPort(0));
        assertThatIllegalArgumentException().isThrownBy(() -> plain.withMount(Path.of("/a,b"), "/in"));
        assertThatIllegalArgumentException().isThrownBy(() -> plain.withMount(Path.of("/a"), "in"));
        assertThatIllegalArgumentException().isThrownBy(() -> plain.withUser("--privileged"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--name mine",
                "--name=mine",
                "--rm=false",
                "--detach",
                "-d",
                "-t",
                "-Pd",
                "-it",
                "-astdin",
                "--entrypoint sh",
                "--cidfile /tmp/id",
                "--restart always",
                "--memory 1g --init=false",
                "--rmi",
                "--",
                "--env A=b -- debian",
                "debian"
            })
    void refuseOptionsOfContainersThatAreOurs(String options) {
        ContainerSandbox container = Sandbox.docker("busybox");

        assertThatIllegalArgumentException().isThrownBy(() -> container.withOptions(options.split(" ", -1)));
    }

    @Test
    void nameTheOptionThatIsOurs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sandbox.docker("busybox").withOptions("--cpus", "1", "--name=mine"))
                .withMessage("option of a container must not be --name, which Curfew sets itself: --name=mine");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sandbox.docker("busybox").withOptions("-Pit"))
                .withMessage("option of a container must not be --interactive, which Curfew sets itself: -Pit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--hostname name",
                "-e detach",
                "-etd=1",
                "-vdata:/data",
                "-P",
                "-m1g",
                "--name-of-another-option",
                "--pids-limit -1"
            })
    void takeOtherOptionsOfContainers(String options) {
        String[] words = options.split(" ", -1);

        assertThat(Sandbox.docker("busybox").withOptions(words).options()).endsWith(words);
    }

    @Test
    void tellHostAndPortApart() {
        assertThat(Sandbox.ssh("ci@build-7:2222").host()).isEqualTo("ci@build-7");
        assertThat(Sandbox.ssh("ci@build-7:2222").port()).contains(2222);
        assertThat(Sandbox.ssh("build-7").port()).isEmpty();
        assertThat(Sandbox.ssh("build-7").withOptions("-i", "key").options()).containsExactly("-i", "key");
    }

    /** By its name the job is found and cancelled. */
    @ParameterizedTest
    @ValueSource(strings = {"--job-name=mine", "--job-name", "-Jmine"})
    void refuseAnotherNameForAJob(String option) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sandbox.slurm("").withOptions(option))
                .withMessage("options of a job must not set its name, by which Curfew finds it: [" + option + "]");
    }

    @Test
    void tellAddressesAndPortsApart() {
        assertThat(Sandbox.ssh("[::1]:2222").host()).isEqualTo("::1");
        assertThat(Sandbox.ssh("[::1]:2222").port()).contains(2222);
        assertThat(Sandbox.ssh("ci@[fe80::1%eth0]").host()).isEqualTo("ci@fe80::1%eth0");
        assertThat(Sandbox.ssh("ci@[fe80::1%eth0]").port()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sandbox.ssh("::1"))
                .withMessage("target must be [user@]host[:port], with an IPv6 address in brackets: ::1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-oControlPath=/x     | options of ssh must not contain ControlPath, which Curfew sets itself: -o ControlPath=/x",
                "-4 -o 'batchmode no' | options of ssh must not contain batchmode, which Curfew sets itself: -o batchmode no",
                "-vtt                 | options of ssh must not contain -t, which Curfew sets itself: -vtt",
                "-S none              | options of ssh must not contain -S, which Curfew sets itself: -S",
                "-i key gateway       | options of ssh must begin with a dash and a letter, such as -i FILE, and contain no target or command: gateway",
                "-vi                  | option of ssh must be followed by its value: -i",
                "--                   | options of ssh must begin with a dash and a letter, such as -i FILE, and contain no target or command: --",
            })
    void refuseOptionsOfSshThatHaveNoEffectOrAnother(String options, String message) {
        String[] words = Pattern.compile("'[^']*'|\\S+")
                .matcher(options)
                .results()
                .map(word -> word.group().replace("'", ""))
                .toArray(String[]::new);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sandbox.ssh("build-7").withOptions(words))
                .withMessage(message);
    }

    @Test
    void takeAllOtherOptionsOfSsh() {
        String[] options = {
            "-4Cvi", "-tty.key", "-J", "gateway", "-oLogLevel=DEBUG", "-o", "User=ci", "-p2222", "-F", "-"
        };

        assertThat(Sandbox.ssh("build-7").withOptions(options).options()).containsExactly(options);
    }

    @Test
    void tellClustersApart() {
        KubernetesSandbox pod = Sandbox.kubernetes("shop/web-0");

        assertThat(pod.options()).isEmpty();
        assertThat(pod.withOptions("--context", "staging")
                        .withOptions("--as=ci")
                        .options())
                .containsExactly("--context", "staging", "--as=ci");
        assertThat(pod.withOptions("--context", "staging"))
                .isNotEqualTo(pod)
                .isEqualTo(Sandbox.kubernetes("shop/web-0").withOptions("--context", "staging"))
                .hasToString("kubernetes:shop/web-0");
    }

    /** A scheme that a library brings. */
    public static final class Jails implements SandboxScheme {

        static final AtomicInteger CREATED = new AtomicInteger();

        /** Instances are created by the lookup of services. */
        public Jails() {
            CREATED.incrementAndGet();
        }

        @Override
        public String scheme() {
            return "jail";
        }

        @Override
        public Sandbox parse(String rest) {
            return Sandbox.entering("jexec", rest);
        }
    }
}
