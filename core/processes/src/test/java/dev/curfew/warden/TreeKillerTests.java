package dev.curfew.warden;

import static dev.curfew.warden.FakeMachine.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.diagnosis.EndedTree;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.process.Signal;
import dev.curfew.session.FakeGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TreeKillerTests {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final KillPolicy POLICY = new KillPolicy(SECOND.multipliedBy(10), SECOND.multipliedBy(20));

    private final FakeMachine machine = new FakeMachine();
    private final FakeGuard guard = new FakeGuard(machine.time);

    private KillReport end(ProcessTree tree, KillPolicy policy) {
        return TreeKiller.end(machine.machine(), List.of(tree), policy);
    }

    private void reactsTo(Signal signal, Duration after) {
        machine.reactions.put(signal, pid -> machine.time.after(after, () -> machine.remove(pid)));
    }

    @Nested
    class WithoutAGuard {

        @Test
        void asksAndWaitsForTheEnd() {
            machine.add(ROOT, 1);
            machine.add(ROOT + 1, ROOT);
            reactsTo(Signal.TERM, SECOND);

            KillReport report = end(Trees.unguarded(), POLICY);

            assertThat(report.isClean()).isTrue();
            assertThat(report.trees()).containsExactly(new EndedTree("server", ROOT, 2, 0));
            assertThat(report.took()).isBetween(SECOND, SECOND.plusMillis(20));
            assertThat(machine.sent)
                    .containsExactly(
                            "TERM [" + -(ROOT + 1) + ", " + -ROOT + "]", "CONT [" + -(ROOT + 1) + ", " + -ROOT + "]");
        }

        @Test
        void killsAtTheEndOfTheGrace() {
            machine.add(ROOT, 1);

            KillReport report = end(Trees.unguarded(), POLICY);

            assertThat(report.trees()).containsExactly(new EndedTree("server", ROOT, 1, 1));
            assertThat(report.took()).isBetween(POLICY.grace(), POLICY.grace().plusMillis(20));
        }

        @Test
        void asksNothingWithoutAGrace() {
            machine.add(ROOT, 1);

            end(Trees.unguarded(), KillPolicy.AT_ONCE);

            assertThat(machine.sent).containsExactly("KILL [" + -ROOT + ", " + ROOT + "]");
        }

        /** The child is in no look at the table before its parent is dead; only its mark shows where it comes from. */
        @Test
        void killsWhatIsForkedWhileOthersAreKilled() {
            machine.add(ROOT, 1);
            machine.cookies.put(ROOT + 1, "cookie-1");
            machine.reactions.put(Signal.KILL, pid -> {
                if (pid == ROOT) {
                    machine.reactions.clear();
                    machine.add(ROOT + 1, 1);
                }
            });

            KillReport report = end(Trees.unguarded(), POLICY);

            assertThat(report.isClean()).isTrue();
            assertThat(report.trees()).containsExactly(new EndedTree("server", ROOT, 1, 2));
            assertThat(machine.entries()).isEmpty();
        }

        @Test
        void namesWhatSurvives() {
            machine.add(ROOT, 1);
            machine.add(ROOT + 1, ROOT, ROOT, 'D');
            machine.immortal.add(ROOT + 1);
            machine.cookies.put(ROOT + 1, "cookie-1");

            KillReport report = end(Trees.unguarded(), KillPolicy.AT_ONCE);

            assertThat(report.survivors())
                    .containsExactly(new Survivor(
                            new ProcessIdentity(ROOT + 1, ROOT + 1),
                            "command of " + (ROOT + 1),
                            "server",
                            "in uninterruptible sleep"));
            assertThat(report.took()).isGreaterThanOrEqualTo(KillPolicy.AT_ONCE.budget());
        }

        /** One look may miss a process that was forked meanwhile. */
        @Test
        void looksTwiceWhereTheSystemDoesNotTellWhichPidsItGaveOut() {
            machine.lastPid = -1;
            machine.beforeEachLook = () -> {
                machine.beforeEachLook = () -> {
                    machine.beforeEachLook = () -> {};
                    machine.add(ROOT + 1, ROOT, ROOT, 'S');
                };
            };
            machine.cookies.put(ROOT + 1, "cookie-1");

            KillReport report = end(Trees.unguarded(), KillPolicy.AT_ONCE);

            assertThat(report.trees()).extracting(EndedTree::found).containsExactly(0);
            assertThat(report.trees()).extracting(EndedTree::killed).containsExactly(1);
        }

        /** readline loses a signal that arrives just before it reads. */
        @Test
        void hangsUpATerminalAgain() {
            machine.add(ROOT, 1);
            machine.reactions.put(Signal.HUP, pid -> machine.reactions.put(Signal.HUP, machine::remove));

            KillReport report = end(Trees.onTerminal(), POLICY);

            assertThat(report.trees()).containsExactly(new EndedTree("shell", ROOT, 1, 0));
            assertThat(report.took()).isBetween(SECOND, SECOND.plusMillis(20));
            assertThat(machine.sent).filteredOn(sent -> sent.startsWith("TERM")).hasSize(1);
        }
    }

    @Nested
    class WithAGraceOfItsOwn {

        private final FakeGuard patient = new FakeGuard(machine.time);
        private final List<String> killed = new ArrayList<>();

        private ProcessTree tree(FakeGuard guardOfTree, String name, @Nullable Duration grace) {
            long begin = machine.time.nanos();
            guardOfTree.whenToldToKill(() -> {
                killed.add(name + " after " + machine.time.since(begin).toSeconds() + " s");
                guardOfTree.reports("empty 1 1");
            });
            StopRequest stop = new StopRequest(null, grace);
            return new ProcessTree(name, ROOT, ROOT, guardOfTree.guarded(), null, Trees.MARK, true, false, null, stop);
        }

        @Test
        void isKilledThenAndAllAreAskedAtOnce() {
            ProcessTree slow = tree(patient, "slow", SECOND.multipliedBy(30));
            ProcessTree usual = tree(guard, "usual", null);

            KillReport report = TreeKiller.end(machine.machine(), List.of(slow, usual), POLICY);

            assertThat(killed).containsExactly("usual after 10 s", "slow after 30 s");
            assertThat(report.trees()).extracting(EndedTree::name).containsExactlyInAnyOrder("slow", "usual");
            assertThat(report.took()).isEqualTo(SECOND.multipliedBy(30));
            assertThat(report.isClean()).isTrue();
        }

        @Test
        void isKilledAlthoughAnotherTreeTakesAllOfTheBudget() {
            ProcessTree slow = tree(patient, "slow", SECOND.multipliedBy(12));
            machine.add(ROOT, 1);
            machine.immortal.add(ROOT);

            KillReport report = TreeKiller.end(machine.machine(), List.of(slow, Trees.unguarded()), POLICY);

            assertThat(killed).containsExactly("slow after 20 s");
            assertThat(report.survivors()).hasSize(1);
        }

        @Test
        void hasNoneIfAllAreKilledAtOnce() {
            ProcessTree slow = tree(patient, "slow", SECOND.multipliedBy(30));

            TreeKiller.end(machine.machine(), List.of(slow), KillPolicy.AT_ONCE);

            assertThat(killed).containsExactly("slow after 0 s");
            assertThat(patient.orders()).containsExactly("kill");
        }
    }

    @Nested
    class UnderAGuard {

        @Test
        void takesTheReportOfTheGuardForProof() {
            guard.whenAsked(() -> machine.time.after(SECOND, () -> guard.reports("empty 3 0")));

            KillReport report = end(Trees.under(guard), POLICY);

            assertThat(report.trees()).containsExactly(new EndedTree("server", ROOT, 3, 0));
            assertThat(report.took()).isEqualTo(SECOND);
            assertThat(guard.orders()).containsExactly("ask");
            assertThat(machine.sent).isEmpty();
        }

        @Test
        void hasTheGuardKillAtTheEndOfTheGrace() {
            guard.whenToldToKill(() -> guard.reports("empty 3 3"));

            KillReport report = end(Trees.under(guard), POLICY);

            assertThat(report.trees()).containsExactly(new EndedTree("server", ROOT, 3, 3));
            assertThat(report.took()).isEqualTo(POLICY.grace());
            assertThat(guard.orders()).containsExactly("ask", "kill");
        }

        /** Many programs interpret a second SIGTERM as an order to stop their cleanup. */
        @Test
        void asksOnlyOnce() {
            end(Trees.under(guard), POLICY);

            assertThat(guard.orders()).startsWith("ask", "kill");
        }

        @Test
        void asksAgainOnATerminal() {
            guard.whenAsked(() -> guard.whenAsked(() -> guard.reports("empty 1 0")));

            KillReport report = end(Trees.onTerminalUnder(guard), POLICY);

            assertThat(report.took()).isEqualTo(SECOND);
            assertThat(guard.orders()).containsExactly("ask", "ask");
        }

        @Test
        void asksLessAndLessOften() {
            end(Trees.onTerminalUnder(guard), POLICY);

            assertThat(guard.orders()).startsWith("ask", "ask", "ask", "ask", "kill"); // After 0, 1, 3 and 7 s.
        }

        @Test
        void doesItsWorkIfTheGuardDoesNot() {
            machine.add(ROOT, 1);

            KillReport report = end(Trees.under(guard), POLICY);

            assertThat(guard.orders()).containsExactly("ask", "kill", "abandon");
            assertThat(report.isClean()).isTrue();
            assertThat(machine.isAlive(ROOT)).isFalse();
            assertThat(report.took()).isLessThan(POLICY.budget());
        }

        @Test
        void doesItsWorkIfTheGuardDiesDuringTheGrace() {
            machine.add(ROOT, 1);
            machine.time.after(SECOND, guard::dies);

            KillReport report = end(Trees.onTerminalUnder(guard), POLICY);

            assertThat(report.isClean()).isTrue();
            assertThat(machine.isAlive(ROOT)).isFalse();
            assertThat(report.took()).isLessThan(SECOND.multipliedBy(2));
        }
    }

    @Nested
    class OutsideOfTheTreeOfItsGuard {

        private static final long STRAY = ROOT + 5;

        private KillReport endForGood(KillPolicy policy) {
            return TreeKiller.endForGood(machine.machine(), List.of(Trees.under(guard)), policy);
        }

        /** The guard has reported that nothing is left, as far as the kernel tells it. */
        private void leaveAStray() {
            guard.reports("empty 0 0");
            machine.add(STRAY, 1);
            machine.cookies.put(STRAY, "cookie-1");
        }

        @Test
        void isKilledByItsMarkWhenTheScopeEnds() {
            leaveAStray();

            KillReport report = endForGood(POLICY);

            assertThat(report.isClean()).isTrue();
            assertThat(report.trees()).containsExactly(new EndedTree("server", ROOT, 1, 1));
            assertThat(machine.isAlive(STRAY)).isFalse();
        }

        /** The guard reports during the end of the scope. */
        @Test
        void isKilledByItsMarkAfterTheReportOfTheGuard() {
            guard.whenToldToKill(this::leaveAStray);

            endForGood(KillPolicy.AT_ONCE);

            assertThat(machine.isAlive(STRAY)).isFalse();
        }

        @Test
        void isNamedIfItSurvives() {
            leaveAStray();
            machine.immortal.add(STRAY);

            assertThat(endForGood(KillPolicy.AT_ONCE).survivors())
                    .containsExactly(new Survivor(
                            new ProcessIdentity(STRAY, STRAY), "command of " + STRAY, "server", "left its session"));
        }

        @Test
        void isNotLookedForWhenOneCommandIsEnded() {
            leaveAStray();

            end(Trees.under(guard), POLICY);

            assertThat(machine.isAlive(STRAY)).isTrue();
        }
    }

    @Nested
    class WithoutProof {

        private static final String WHY =
                "not proven to have ended, because portable mode does not find a process whose parent has ended";

        @Test
        void isNamedAsASurvivor() {
            machine.isComplete = false;

            KillReport report = end(Trees.unguarded(), KillPolicy.AT_ONCE);

            assertThat(report.isClean()).isFalse();
            assertThat(report.survivors())
                    .containsExactly(
                            new Survivor(new ProcessIdentity(ROOT, ROOT), "command of " + ROOT, "server", WHY));
        }

        /** Only its parent shows where a process belongs, so no parent may end before its children are found. */
        @Test
        void isStoppedBeforeAnythingIsKilled() {
            machine.isComplete = false;
            machine.lastPid = -1;
            machine.add(ROOT, 1, -1, 'R');
            machine.beforeEachLook = () -> {
                if (machine.sent.size() == 1) {
                    machine.add(ROOT + 1, ROOT, -1, 'R'); // Forked before the stop, and seen after it.
                }
            };

            end(Trees.unguarded(), KillPolicy.AT_ONCE);

            assertThat(machine.sent.subList(0, 3))
                    .containsExactly(
                            "STOP [" + ROOT + "]",
                            "STOP [" + ROOT + ", " + (ROOT + 1) + "]",
                            "KILL [" + ROOT + ", " + (ROOT + 1) + "]");
            assertThat(machine.isAlive(ROOT + 1)).isFalse();
        }

        @Test
        void killsAChildWhoseParentEndsWhenItIsAsked() {
            machine.isComplete = false;
            machine.add(ROOT, 1, -1, 'R');
            machine.add(ROOT + 1, ROOT, -1, 'R');
            machine.reactions.put(Signal.TERM, pid -> {
                machine.remove(ROOT);
                machine.add(ROOT + 1, 1, -1, 'R');
            });

            KillReport report = end(Trees.unguarded(), POLICY);

            assertThat(machine.isAlive(ROOT + 1)).isFalse();
            assertThat(report.survivors()).extracting(Survivor::escape).containsExactly(WHY);
        }

        @Test
        void isNamedOnceIfItIsSeenToo() {
            machine.isComplete = false;
            machine.add(ROOT, 1);
            machine.immortal.add(ROOT);

            assertThat(end(Trees.unguarded(), KillPolicy.AT_ONCE).survivors())
                    .singleElement()
                    .satisfies(survivor -> assertThat(survivor.escape()).isEqualTo("did not end by SIGKILL"));
        }

        @Test
        void believesAGuard() {
            machine.isComplete = false;
            guard.whenToldToKill(() -> guard.reports("empty 1 1"));

            assertThat(end(Trees.under(guard), KillPolicy.AT_ONCE).isClean()).isTrue();
        }
    }

    @Nested
    class Adopted {

        @Test
        void isStoppedBeforeAnythingIsKilled() {
            machine.add(ROOT, 1, 1, 'S');
            machine.beforeEachLook = () -> {
                if (machine.isAlive(ROOT) && machine.get(ROOT).state() == 'T' && !machine.isAlive(ROOT + 1)) {
                    machine.add(ROOT + 1, ROOT, 1, 'S'); // Forked before the stop, and seen after it.
                }
            };

            KillReport report = end(Trees.adopted(), KillPolicy.AT_ONCE);

            assertThat(report.isClean()).isTrue();
            assertThat(machine.sent)
                    .containsExactly(
                            "STOP [" + ROOT + "]",
                            "STOP [" + ROOT + ", " + (ROOT + 1) + "]",
                            "KILL [" + ROOT + ", " + (ROOT + 1) + "]");
        }
    }
}
