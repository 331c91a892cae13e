package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.ProcessInputException;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Input arrives at once and completely. */
interface InputContract extends InSandbox {

    int MEGABYTE = 1_000_000;
    int PIECE = 64 * 1024;

    @Test
    @Entering
    default void answersLineByLine() {
        BackgroundProcess process = start("while read -r line; do echo \"you said $line\"; done; echo bye");

        for (int i = 0; i < 10; i++) {
            process.submit("word " + i);
            process.expect("you said word " + i + "\n");
        }
        process.closeInput();

        process.expect("bye\n");
        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
    }

    @Test
    @Entering
    default void letsACommandSeeTheEndOfItsInput() {
        BackgroundProcess cat = processes().start("cat; echo end");

        cat.closeInput();

        assertThat(cat.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(cat.output().text()).isEqualTo("end\n");
    }

    @Test
    @Entering
    default void canBeAbsent() {
        Command command = Command.shell("if [ -p /dev/stdin ]; then echo pipe; fi; cat; echo end >&2")
                .withoutInput();
        BackgroundProcess merged = processes().start(command);
        BackgroundProcess separate = processes().start(command.separateErrors());

        assertThat(merged.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(separate.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(merged.output().text()).isEqualTo("end\n");
        assertThat(separate.output().text()).isEmpty();
        assertThat(separate.errors().text()).isEqualTo("end\n");
        merged.closeInput();
        assertThatThrownBy(() -> merged.submit("hello"))
                .isInstanceOf(ProcessInputException.class)
                .hasMessageContaining("it was started without input")
                .hasMessageContaining("remove withoutInput()");
    }

    @Test
    default void keepsTheInputOpenUntilItIsClosed() {
        BackgroundProcess cat = start("echo ready; cat; echo end");
        cat.expect("ready");
        cat.write("no line end");
        cat.expect("no line end");

        assertThat(cat.isRunning()).isTrue();
        assertThat(cat.output().text()).doesNotContain("end\n");
        cat.closeInput();

        cat.expect("end\n");
    }

    @Test
    @Entering
    default void isTransparentForAllBytes() {
        byte[] bytes = new byte[MEGABYTE];
        new Random(1).nextBytes(bytes);
        for (int i = 0; i < 256; i++) {
            bytes[i] = (byte) i;
        }
        BackgroundProcess cat = processes().start(Command.of("cat").withKeptOutput(2 * MEGABYTE));

        cat.write(bytes);
        cat.closeInput();

        assertThat(cat.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(cat.output().bytes()).isEqualTo(bytes);
    }

    @Test
    default void takesMegabytesInAndOut() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        BackgroundProcess cat = processes().start(Command.of("cat").withKeptOutput(15 * MEGABYTE));
        writeMegabytes(10, cat, digest);

        assertThat(cat.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(MessageDigest.getInstance("SHA-256").digest(cat.output().bytes()))
                .isEqualTo(digest.digest());
    }

    @Test
    default void refusesInputForAProcessThatHasEnded() {
        BackgroundProcess process = start("exit 0");
        process.waitFor();

        assertThatThrownBy(() -> process.submit("too late"))
                .isInstanceOf(ProcessInputException.class)
                .hasMessageContaining("script");
    }

    /** The client that enters a sandbox may accept input that the process does not read. */
    @Test
    default void survivesACommandThatDoesNotReadItsInput() {
        inOwnScope(OPTIONS.withTimeout(Duration.ofSeconds(3)), scope -> {
            BackgroundProcess process = scope.start("exec <&-; echo closed; exec sleep 1000");
            process.expect("closed");

            Throwable failure = catchThrowable(() -> process.write(new byte[MEGABYTE]));

            if (failure != null) {
                assertThat(failure).isInstanceOf(ProcessInputException.class);
            }
            assertThat(process.isRunning()).isTrue();
            assertThat(InSandbox.outputOf(scope.start("echo fine"))).isEqualTo("fine\n");
        });
    }

    private static void writeMegabytes(int count, BackgroundProcess process, MessageDigest digest) {
        Random random = new Random(count);
        byte[] piece = new byte[PIECE];
        for (int i = 0; i < count * MEGABYTE / PIECE; i++) {
            random.nextBytes(piece);
            digest.update(piece);
            process.write(piece);
        }
        process.closeInput();
    }
}
