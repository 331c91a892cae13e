package dev.curfew.junit.escape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The end of a scope deletes the folder of the scope and nothing else, whatever leads out of it. So does the warden after the
 * death of the JVM.
 */
@RequiresJudge
class TrapTests {

    private static final int ATTEMPTS = 5;

    /** They have the names of those in the folder that is a link at times: what is deleted by path is deleted here too. */
    private static final List<String> FILES =
            IntStream.range(0, 300).mapToObj(number -> "file" + number).toList();

    private static Workplace workplace;

    @BeforeAll
    static void prepares() throws IOException, InterruptedException {
        workplace = Workplace.create();
    }

    @AfterAll
    static void cleansUp() throws IOException {
        workplace.close();
    }

    static Stream<Arguments> usersAndEnds() {
        return Arrays.stream(TestUser.values())
                .flatMap(user -> Stream.of(End.CLOSE, End.SIGKILL).map(end -> Arguments.of(user, end)));
    }

    /** A JVM with a scope, and a folder that is not ours. */
    private record Trial(ChildJvm.Setting place, ChildJvm jvm, Path directory, Path outside) implements AutoCloseable {

        static Trial start(TestUser user, CgroupLeaf leaf) throws IOException, InterruptedException {
            ChildJvm.Setting place = ChildJvm.Setting.in(workplace, leaf, user);
            Path outside = workplace.newFolder(user, "outside-");
            for (String file : FILES) {
                Files.createFile(outside.resolve(file));
            }
            ChildJvm jvm = ChildJvm.start(place);
            jvm.tell("scope " + Escape.PLAIN_TREE.name() + " " + End.CLOSE.name());
            return new Trial(place, jvm, Path.of(jvm.hear("alive")), outside);
        }

        /** {@return what the report says, if there is one} */
        String end(End end) throws IOException, InterruptedException {
            if (end == End.SIGKILL) {
                long begin = System.nanoTime();
                jvm.shoot();
                jvm.awaitEnd();
                assertThat(Aftermath.await(place, begin).survivors()).isEmpty();
                return "";
            }
            jvm.tell("end");
            return jvm.hear("ended");
        }

        void assertOutsideIsAsItWas() {
            assertThat(FILES).allMatch(file -> Files.exists(outside.resolve(file)));
        }

        @Override
        public void close() {
            jvm.close();
        }
    }

    /** Only root may detach it; without root it is named in the report. */
    @ParameterizedTest
    @MethodSource("usersAndEnds")
    void nothingIsDeletedInAMount(TestUser user, End end) throws IOException, InterruptedException {
        try (CgroupLeaf leaf = CgroupLeaf.create();
                Trial trial = Trial.start(user, leaf)) {
            Path mounted = Files.createDirectory(trial.directory().resolve("mounted"));
            assertThat(run("mount", "--bind", trial.outside().toString(), mounted.toString()))
                    .isZero();
            try {
                String report = trial.end(end);

                trial.assertOutsideIsAsItWas();
                assertThat(Files.exists(mounted)).isEqualTo(user != TestUser.ROOT);
                if (end == End.CLOSE) {
                    assertThat(report).contains(user == TestUser.ROOT ? "clean" : mounted + ": a mount");
                }
            } finally {
                run("umount", "--lazy", mounted.toString()); // Fails if it was detached.
            }
        }
    }

    /** By luck, which is short; each order has its test in {@code core/processes/src/test/c/prune_tests.h}. */
    @ParameterizedTest
    @MethodSource("usersAndEnds")
    @Tag("thorough")
    void noLinkIsFollowedThatAppearsMeanwhile(TestUser user, End end) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (CgroupLeaf leaf = CgroupLeaf.create();
                    CgroupLeaf other = CgroupLeaf.create();
                    Trial trial = Trial.start(user, leaf)) {
                Path program = workplace.escapes().resolve("esc");
                String directory = trial.directory().toString();
                Planted.start(
                        user.becoming(),
                        other,
                        program,
                        "swap-link",
                        directory,
                        trial.outside().toString());

                trial.end(end);

                trial.assertOutsideIsAsItWas();
            }
        }
    }

    private static int run(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(List.of(words))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
