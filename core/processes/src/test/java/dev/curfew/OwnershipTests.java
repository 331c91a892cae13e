package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.diagnosis.TooManyProcessesException;
import dev.curfew.internal.OtherThread;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnScope.class)
class OwnershipTests {

    private static final RegistryOptions AT_ONCE = RegistryOptions.DEFAULT.withKillPolicy(KillPolicy.AT_ONCE);
    private static final Command LONG = Command.of("sleep", "1000");

    private static ExitStatus killed(String reason) {
        return new ExitStatus.Killed(Signal.KILL, reason);
    }

    @Nested
    class Owners {

        @Test
        void seeOnlyWhatIsTheirs(ProcessRegistry registry) {
            OwnedProcesses one = registry.ownedBy("agent-1");
            OwnedProcesses two = registry.ownedBy("agent-2");
            BackgroundProcess first = one.start(LONG);
            BackgroundProcess over = one.start("exit 0");
            BackgroundProcess second = two.start(LONG);
            BackgroundProcess nobodys = registry.start(LONG);
            over.waitFor();

            assertThat(one.processes()).containsExactly(first, over);
            assertThat(one.running()).containsExactly(first);
            assertThat(one.hasRunning()).isTrue();
            assertThat(registry.ownedBy("agent-3").hasRunning()).isFalse();
            assertThat(one.find(second.id())).isEmpty();
            assertThat(two.find(second.id())).contains(second);
            assertThat(nobodys.owner()).isEqualTo(registry.ownedBy(registry.name()));
            assertThat(registry.owners()).containsExactly(one, two, nobodys.owner());
            assertThat(registry.processes()).containsExactly(first, over, second, nobodys);
            assertThat(registry.finished()).containsExactly(over);
            assertThat(registry.hasRunning()).isTrue();
        }

        @Test
        void endOnlyWhatIsTheirs(ProcessRegistry registry) {
            BackgroundProcess first = registry.ownedBy("agent-1").start(LONG);
            BackgroundProcess second = registry.ownedBy("agent-2").start(LONG);

            assertThat(registry.ownedBy("agent-1").stopAll().trees()).hasSize(1);

            assertThat(first.exitStatus()).contains(killed("OwnedProcesses.stopAll() of [agent-1] was called"));
            assertThat(second.isRunning()).isTrue();
        }

        @Test
        void endWhatWasStartedSinceATime(ProcessRegistry registry) {
            OwnedProcesses agent = registry.ownedBy("agent-1");
            BackgroundProcess before = agent.start(LONG);
            Instant since = before.startedAt().plusNanos(1);
            BackgroundProcess after = agent.start(LONG);
            BackgroundProcess anothers = registry.start(LONG);

            agent.stopStartedSince(since);

            assertThat(after.isRunning()).isFalse();
            assertThat(List.of(before, anothers)).allMatch(BackgroundProcess::isRunning);
        }

        @Test
        void haveNames(ProcessRegistry registry) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> registry.ownedBy(" "))
                    .withMessage("owner must not be blank: \" \"");
            assertThat(registry.ownedBy("agent-1"))
                    .isEqualTo(registry.ownedBy("agent-1"))
                    .hasSameHashCodeAs(registry.ownedBy("agent-1"))
                    .isNotEqualTo(registry.ownedBy("agent-2"))
                    .hasToString("processes of [agent-1] in [" + registry.name() + "]");
        }
    }

    @Nested
    class Transfer {

        @Test
        void changesTheOwner(ProcessRegistry registry) {
            BackgroundProcess process = registry.ownedBy("parent").start(LONG);

            process.transferTo(registry.ownedBy("child"));

            assertThat(process.owner().owner()).isEqualTo("child");
            registry.ownedBy("parent").stopAll();
            assertThat(process.isRunning()).isTrue();
            registry.ownedBy("child").stopAll();
            assertThat(process.isRunning()).isFalse();
        }

        @Test
        void letsAProcessOutliveTheScopeThatStartedIt(ProcessRegistry other) {
            ProcessRegistry first = ProcessRegistry.open(AT_ONCE.withName("first"));
            BackgroundProcess process = first.start("echo hello; sleep 1000");
            process.expect("hello");

            process.transferTo(other.ownedBy("heir"));

            assertThat(first.processes()).isEmpty();
            assertThat(first.end().trees()).isEmpty();
            assertThat(process.isRunning()).isTrue();
            assertThat(process.owner()).isEqualTo(other.ownedBy("heir"));
            assertThat(other.processes()).containsExactly(process);
            assertThat(process.output().text()).isEqualTo("hello\n");
            assertThat(other.end().trees()).hasSize(1);
            assertThat(process.exitStatus()).contains(killed("its scope ended"));
        }

        @Test
        void takesAPlaceThereAndGivesOneBackHere() {
            RegistryOptions single = AT_ONCE.withBounds(Bounds.DEFAULT.withMaxRunning(1));
            try (ProcessRegistry first = ProcessRegistry.open(single.withName("first"));
                    ProcessRegistry second = ProcessRegistry.open(single.withName("second"))) {
                BackgroundProcess handedOver = first.start(LONG);
                handedOver.transferTo(second.ownedBy("heir"));
                BackgroundProcess next = first.start(LONG);

                assertThatThrownBy(() -> next.transferTo(second.ownedBy("heir")))
                        .isInstanceOf(TooManyProcessesException.class)
                        .hasMessageStartingWith(
                                "Failed to hand [sleep] over to [heir]: [second] has reached its limit");
                assertThat(first.running()).containsExactly(next);
                handedOver.kill();
                next.transferTo(second.ownedBy("heir"));
                assertThat(second.running()).containsExactly(next);
            }
        }

        @Test
        void isRefusedAfterTheEndOfAScope(ProcessRegistry open) {
            ProcessRegistry closed = ProcessRegistry.open(AT_ONCE.withName("closed"));
            BackgroundProcess itsOwn = closed.start(LONG);
            closed.close();
            BackgroundProcess process = open.start(LONG);

            assertThatThrownBy(() -> process.transferTo(closed.ownedBy("heir")))
                    .isInstanceOf(RegistryClosedException.class)
                    .hasMessageStartingWith(
                            "Failed to hand [sleep] over to [heir]: the registry of [closed] is closed");
            assertThatThrownBy(() -> itsOwn.transferTo(open.ownedBy("heir")))
                    .isInstanceOf(RegistryClosedException.class);
            assertThat(process.owner().registry()).isSameAs(open);
            assertThat(open.processes()).containsExactly(process);
        }

        @Test
        void isRefusedWhileTheOwnerEndsTheProcess() throws Exception {
            ProcessRegistry registry = ProcessRegistry.open(RegistryOptions.DEFAULT
                    .withName("first")
                    .withKillPolicy(KillPolicy.DEFAULT.withGrace(Duration.ofSeconds(9))));
            BackgroundProcess stubborn =
                    registry.start("trap 'echo asked' TERM; echo ready; while :; do sleep 0.05; done");
            stubborn.expect("ready");
            OtherThread killer = OtherThread.run(registry::stopAll);
            stubborn.expect("asked");

            assertThatIllegalStateException()
                    .isThrownBy(() -> stubborn.transferTo(registry.ownedBy("heir")))
                    .withMessage("Failed to hand [echo] over to [heir]: it is already being ended for [first]");

            stubborn.kill();
            killer.join();
            registry.close();
        }

        @Test
        @Tag("thorough")
        void isEitherBeforeTheEndOfTheScopeOrRefused() throws Exception {
            try (ProcessRegistry heirs = ProcessRegistry.open(AT_ONCE.withName("heirs"))) {
                Set<BackgroundProcess> handedOver = ConcurrentHashMap.newKeySet();
                ProcessRegistry ending = ProcessRegistry.open(AT_ONCE.withName("ending"));
                List<BackgroundProcess> all =
                        IntStream.range(0, 12).mapToObj(i -> ending.start(LONG)).toList();
                OtherThread mover = OtherThread.run(() -> all.forEach(process -> {
                    try {
                        process.transferTo(heirs.ownedBy("heir"));
                        handedOver.add(process);
                    } catch (IllegalStateException | RegistryClosedException e) {
                        assertThat(e).hasMessageMatching("(?s).*(is being ended|is closed).*");
                    }
                }));
                ending.close();
                mover.join();

                assertThat(heirs.processes()).containsExactlyInAnyOrderElementsOf(handedOver);
                assertThat(all).allMatch(process -> process.isRunning() == handedOver.contains(process));
            }
        }
    }
}
