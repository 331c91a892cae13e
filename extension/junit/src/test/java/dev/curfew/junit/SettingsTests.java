package dev.curfew.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.Bounds;
import dev.curfew.junit.configuration.EvidencePolicy;
import dev.curfew.junit.configuration.RunConfiguration;
import dev.curfew.process.Containment;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.LiveOutput;
import dev.curfew.sandbox.Sandbox;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which of several settings is used. */
class SettingsTests {

    private static final Map<String, Settings> SEEN = new ConcurrentHashMap<>();

    /** Notes the settings that a test would have. */
    static final class Witness implements BeforeEachCallback {
        @Override
        public void beforeEach(ExtensionContext context) {
            SEEN.put(ScopeNames.of(context), Scopes.settings(context, SettingsLayer.EMPTY));
        }
    }

    private static Settings of(Class<?> testCase, String test, Map<String, String> parameters) {
        TestRun.of(testCase, parameters).requireAllPassed();
        return SEEN.get("SettingsTests." + test);
    }

    private static Settings of(Class<?> testCase, String test) {
        return of(testCase, test, Map.of());
    }

    private static KillPolicy grace(long millis) {
        return new KillPolicy(Duration.ofMillis(millis), Duration.ofMillis(millis + 8000));
    }

    @Test
    void haveDefaults() {
        assertThat(of(BareCase.class, "BareCase.test()"))
                .isEqualTo(new Settings(
                        null,
                        KillPolicy.DEFAULT,
                        LeakPolicy.FAIL,
                        Containment.PARENTS,
                        Sandbox.local(),
                        Bounds.DEFAULT,
                        LiveOutput.OFF,
                        EvidencePolicy.ON_FAILURE,
                        null));
    }

    @Test
    void comeFromConfigurationParameters() {
        Map<String, String> parameters = Map.of(
                "curfew.timeout", "2m",
                "curfew.grace", "500ms",
                "curfew.leaks", "WARN",
                "curfew.containment", "guard",
                "curfew.sandbox", "docker:debian:12",
                "curfew.maxRunning", "100",
                "curfew.live", "TRUE",
                "curfew.evidence", "False",
                "curfew.evidence.directory", " evidence ");

        assertThat(of(BareCase.class, "BareCase.test()", parameters))
                .isEqualTo(new Settings(
                        Duration.ofMinutes(2),
                        grace(500),
                        LeakPolicy.WARN,
                        Containment.GUARD,
                        Sandbox.docker("debian:12"),
                        Bounds.DEFAULT.withMaxRunning(100),
                        LiveOutput.CONSOLE,
                        EvidencePolicy.NEVER,
                        Path.of("evidence")));
    }

    @Test
    void comeFromTheEnvironment() {
        Map<String, String> environment = Map.of(
                "CURFEW_TIMEOUT", "2m",
                "CURFEW_GRACE", "0s",
                "CURFEW_LEAKS", "fail",
                "CURFEW_CONTAINMENT", "Guard",
                "CURFEW_SANDBOX", "ssh:ci@build-7:2222",
                "CURFEW_MAXRUNNING", "7",
                "CURFEW_LIVE", "log",
                "CURFEW_EVIDENCE", "Always",
                "CURFEW_EVIDENCE_DIRECTORY", "evidence");

        assertThat(environment(name -> Optional.ofNullable(environment.get(name))))
                .isEqualTo(new SettingsLayer(
                        Duration.ofMinutes(2),
                        Duration.ZERO,
                        null,
                        LeakPolicy.FAIL,
                        Containment.GUARD,
                        Sandbox.ssh("ci@build-7:2222"),
                        Bounds.DEFAULT.withMaxRunning(7),
                        LiveOutput.LOGGER,
                        EvidencePolicy.ALWAYS,
                        Path.of("evidence")));
        assertThat(environment(name -> Optional.of(" "))).isEqualTo(SettingsLayer.EMPTY);
    }

    @Test
    void nameThePlaceOfWhatCannotBeRead() {
        assertThatThrownBy(() -> environment(name -> Optional.of("true")))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("environment variable CURFEW_TIMEOUT must be a whole number of at most 7 digits and a unit:"
                        + " \"true\"; write \"500ms\", \"10s\" or \"2m\"");
        assertThat(failure(Map.of("curfew.leaks", "wran")))
                .hasMessage("configuration parameter curfew.leaks must be \"fail\", \"strict\" or \"warn\": \"wran\";"
                        + " correct it or leave it out");
        assertThat(failure(Map.of("curfew.containment", "cage")))
                .hasMessage("configuration parameter curfew.containment must be one of parents, guard, cgroup,"
                        + " namespace: \"cage\"; correct it or leave it out");
        assertThat(failure(Map.of("curfew.sandbox", "dokcer:debian")))
                .hasMessageStartingWith(
                        "Failed to read configuration parameter curfew.sandbox: sandbox must be local or"
                                + " begin with one of docker:, docker-build:,")
                .hasMessageEndingWith("but was: dokcer:debian");
        assertThat(failure(Map.of("curfew.maxRunning", "0")))
                .hasMessage("configuration parameter curfew.maxRunning must be a number of processes, 1 or more: \"0\";"
                        + " correct it or leave it out");
        assertThat(failure(Map.of("curfew.live", "color")))
                .hasMessage("configuration parameter curfew.live must be \"true\", \"false\" or \"log\": \"color\";"
                        + " correct it or leave it out");
        assertThat(failure(Map.of("curfew.evidence", "yes")))
                .hasMessage(
                        "configuration parameter curfew.evidence must be \"true\", \"false\" or \"always\": \"yes\";"
                                + " correct it or leave it out");
        assertThat(failure(Map.of("curfew.evidence.directory", "a\0b")))
                .hasMessage("configuration parameter curfew.evidence.directory must be a path: \"a\0b\"; correct it or"
                        + " leave it out");
        assertThat(TestRun.of(UnreadableTimeoutCase.class).onlyFailure())
                .hasMessage("timeout of @WithBackgroundProcesses on SettingsTests.UnreadableTimeoutCase must be a whole"
                        + " number of at most 7 digits and a unit: \"10 sec\"; write \"500ms\", \"10s\" or \"2m\"");
        assertThat(TestRun.of(UnreadableGraceCase.class).onlyFailure())
                .hasMessage(
                        "grace of @WithBackgroundProcesses on SettingsTests.UnreadableGraceCase.test() must be a whole"
                                + " number of at most 7 digits and a unit: \"-1s\"; write \"500ms\", \"10s\" or \"2m\"");
    }

    private static SettingsLayer environment(Function<String, Optional<String>> variables) {
        return ConfigurationLayer.of(new RunConfiguration(parameter -> Optional.empty(), variables));
    }

    private static Throwable failure(Map<String, String> parameters) {
        return TestRun.of(BareCase.class, parameters).onlyFailure();
    }

    @Test
    void areMergedAttributeByAttribute() {
        Settings settings = of(MergedCase.class, "MergedCase.test()", Map.of("curfew.leaks", "warn"));

        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.killPolicy()).isEqualTo(grace(100));
        assertThat(settings.leaks()).isEqualTo(LeakPolicy.WARN);
    }

    @Test
    void preferTheMethodThenTheClassThenTheEnclosingClass() {
        TestRun.of(OuterCase.class).requireAllPassed();

        assertThat(SEEN.get("SettingsTests.OuterCase.Inner.ofOuter()").timeout())
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(SEEN.get("SettingsTests.OuterCase.Annotated.ofInner()").timeout())
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(SEEN.get("SettingsTests.OuterCase.Annotated.ofMethod()").timeout())
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(SEEN.get("SettingsTests.OuterCase.Extended.ofBase()").timeout())
                .isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void areFoundOnAnnotationsAndInterfaces() {
        assertThat(of(MetaCase.class, "MetaCase.test()").timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(of(MetaCase.class, "MetaCase.nearer()").timeout()).isEqualTo(Duration.ofSeconds(6));
        assertThat(of(InterfaceCase.class, "InterfaceCase.test()").timeout()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void letTheAnnotationWinOverTheRegisteredExtension() {
        Settings settings = of(RegisteredCase.class, "RegisteredCase.test()", Map.of("curfew.timeout", "1s"));

        assertThat(settings)
                .isEqualTo(new Settings(
                        Duration.ofSeconds(20),
                        new KillPolicy(Duration.ofMillis(300), Duration.ofMillis(1300)),
                        LeakPolicy.WARN,
                        Containment.GUARD,
                        Sandbox.docker("debian:12"),
                        Bounds.DEFAULT.withMaxRunning(3),
                        LiveOutput.LOGGER,
                        EvidencePolicy.NEVER,
                        Path.of("there")));
    }

    @Test
    void letTheInstanceWinOverTheClassWhereExtensionsAreRegistered() {
        assertThat(of(RegisteredTwiceCase.class, "RegisteredTwiceCase.Inner.test()")
                        .timeout())
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void areCheckedByTheBuilder() {
        assertThatThrownBy(() -> BackgroundProcessesExtension.builder().withTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout must be longer than zero: PT0S");
    }

    @ExtendWith(Witness.class)
    static class BareCase {
        @Test
        void test() {}
    }

    @ExtendWith(Witness.class)
    @WithBackgroundProcesses(timeout = "10 sec")
    static class UnreadableTimeoutCase {
        @Test
        void test() {}
    }

    @ExtendWith(Witness.class)
    static class UnreadableGraceCase {
        @Test
        @WithBackgroundProcesses(grace = "-1s")
        void test() {}
    }

    @WithBackgroundProcesses(timeout = "1s", grace = "100ms")
    static class MergedBase {}

    @ExtendWith(Witness.class)
    @WithBackgroundProcesses(timeout = "2s")
    static class MergedCase extends MergedBase {
        @Test
        @WithBackgroundProcesses(timeout = "3s", leaks = LeakPolicy.INHERIT)
        void test() {}
    }

    @WithBackgroundProcesses(timeout = "4s")
    static class Extension {}

    @ExtendWith(Witness.class)
    @WithBackgroundProcesses(timeout = "1s")
    static class OuterCase {
        @Nested
        class Inner {
            @Test
            void ofOuter() {}
        }

        @Nested
        @WithBackgroundProcesses(timeout = "2s")
        class Annotated {
            @Test
            void ofInner() {}

            @Test
            @WithBackgroundProcesses(timeout = "3s")
            void ofMethod() {}
        }

        @Nested
        class Extended extends Extension {
            @Test
            void ofBase() {}
        }
    }

    @Selfish
    @WithBackgroundProcesses(timeout = "5s")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Patient {}

    @Selfish
    @Retention(RetentionPolicy.RUNTIME)
    @interface Selfish {}

    @WithBackgroundProcesses(timeout = "6s")
    @Retention(RetentionPolicy.RUNTIME)
    @interface MorePatient {}

    @ExtendWith(Witness.class)
    @Patient
    static class MetaCase extends MergedBase {
        @Test
        void test() {}

        @Test
        @MorePatient
        void nearer() {}
    }

    @WithBackgroundProcesses(timeout = "7s")
    interface Trait {}

    @ExtendWith(Witness.class)
    static class InterfaceCase implements Trait {
        @Test
        void test() {}
    }

    @ExtendWith(Witness.class)
    @WithBackgroundProcesses(timeout = "20s", grace = "300ms")
    static class RegisteredCase {
        @RegisterExtension
        static final BackgroundProcessesExtension EXTENSION = BackgroundProcessesExtension.builder()
                .withTimeout(Duration.ofSeconds(10))
                .withKillPolicy(new KillPolicy(Duration.ofSeconds(2), Duration.ofSeconds(3)))
                .withLeakPolicy(LeakPolicy.WARN)
                .withoutEvidence()
                .withContainment(Containment.GUARD)
                .withSandbox(Sandbox.docker("debian:12"))
                .withBounds(Bounds.DEFAULT.withMaxRunning(3))
                .withLiveOutput(LiveOutput.LOGGER)
                .withEvidenceDirectory(Path.of("there"))
                .build();

        @Test
        void test() {}
    }

    @ExtendWith(Witness.class)
    static class RegisteredTwiceCase {
        @RegisterExtension
        static final BackgroundProcessesExtension OUTER = BackgroundProcessesExtension.builder()
                .withTimeout(Duration.ofSeconds(1))
                .build();

        @Nested
        class Inner {
            @RegisterExtension
            final BackgroundProcessesExtension inner = BackgroundProcessesExtension.builder()
                    .withTimeout(Duration.ofSeconds(2))
                    .build();

            @Test
            void test() {}
        }
    }
}
