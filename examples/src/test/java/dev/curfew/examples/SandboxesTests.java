package dev.curfew.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.junit.BackgroundProcessesExtension;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.BusyboxRoot;
import dev.curfew.sandbox.fixture.ContainerEngine;
import dev.curfew.sandbox.fixture.SshServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** One test class in several sandboxes: only the configuration of the test run differs. */
@EnabledIfProgram("sh")
class SandboxesTests {

    @Test
    void runOnThisMachine() {
        pass(PortableTests.class, "local");
    }

    @Test
    void runInAContainer() {
        pass(PortableTests.class, "docker:" + ContainerEngine.DOCKER.busybox());
    }

    @Test
    void runBehindAnotherProgram() {
        pass(PortableTests.class, "exec:nice -n 5");
    }

    @Test
    void runInAnotherRoot() {
        try (BusyboxRoot root = BusyboxRoot.make()) {
            pass(PortableTests.class, "exec:chroot " + root.path());
        }
    }

    @Test
    void runOnAHost() {
        try (SshServer server = SshServer.start()) {
            OnAHost.sandbox =
                    Sandbox.ssh(server.host()).withOptions("-F", server.config().toString());

            pass(OnAHost.class, "local");
        }
    }

    /** Options of {@code ssh}, which no sandbox string contains, are set by a registered extension, which has precedence. */
    static class OnAHost extends PortableTests {

        private static Sandbox sandbox;

        @RegisterExtension
        private final BackgroundProcessesExtension processes =
                BackgroundProcessesExtension.builder().withSandbox(sandbox).build();
    }

    /** As a build tool does with {@code -Dcurfew.sandbox=SANDBOX}, or junit-platform.properties. */
    private static void pass(Class<?> tests, String sandbox) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(tests))
                                .configurationParameter("curfew.sandbox", sandbox)
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        StringWriter failures = new StringWriter();
        summary.printFailuresTo(new PrintWriter(failures));
        assertThat(summary.getTestsSucceededCount()).as(failures.toString()).isEqualTo(6);
    }
}
