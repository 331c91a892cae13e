package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.BackgroundProcess;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Output arrives, and all of it before the end is reported. */
interface OutputContract extends InSandbox {

    @Test
    @Entering
    default void keepsErrorsApart() {
        BackgroundProcess process = processes()
                .start(InSandbox.script("echo out; echo error >&2; echo more").separateErrors());

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(process.output().text()).isEqualTo("out\nmore\n");
        assertThat(process.errors().text()).isEqualTo("error\n");
    }

    @Test
    default void mergesErrorsInOrder() {
        BackgroundProcess process =
                start("i=0; while [ $i -lt 50 ]; do echo out $i; echo error $i >&2; i=$((i + 1)); done");

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(process.output().text())
                .isEqualTo(IntStream.range(0, 50)
                        .mapToObj(i -> "out " + i + "\nerror " + i + "\n")
                        .collect(Collectors.joining()));
    }

    @Test
    @Entering
    default void hasAllOutputAtTheEnd() {
        for (int i = 0; i < 3; i++) {
            BackgroundProcess process = processes()
                    .start(InSandbox.script("seq 1 20000; printf last; seq 1 20000 >&2; printf last >&2")
                            .separateErrors());

            process.waitFor();

            assertThat(process.output().text()).endsWith("\n20000\nlast");
            assertThat(process.errors().text()).endsWith("\n20000\nlast");
            assertThat(process.output().totalBytes()).isEqualTo(108_898);
        }
    }

    @Test
    default void endsTheStreamsWithTheCommand() {
        BackgroundProcess process = start("echo over");
        process.waitFor();

        assertThat(process.output().text()).isEqualTo("over\n");
        await().until(process.output()::isEnded);
        assertThat(process.output().text()).isEqualTo("over\n");
    }

    @Test
    default void showsWhatACommandPrintsWhileItRuns() {
        BackgroundProcess process = start("printf 'no line end'; read -r line; printf ' yet'");

        process.expect("no line end");
        assertThat(process.isRunning()).isTrue();
        process.submit("");

        process.waitFor();
        assertThat(process.output().text()).isEqualTo("no line end yet");
    }

    @Test
    default void joinsCharactersThatArriveInPieces() {
        BackgroundProcess process = start("printf '\\342\\202'; read -r line; printf '\\254 \\360\\237'; read -r line;"
                + " printf '\\230\\200\\n'");

        process.submit("");
        process.expect("€ ");
        process.submit("");

        process.expect("😀\n");
        assertThat(process.output().text()).isEqualTo("€ 😀\n");
    }

    @Test
    default void passesBytesThatLookLikeMarkersOfItsOwn() {
        String odd = "\u001eabc\u001e\u001e\u001e 12 ready 1 2 3\n\u001e";
        BackgroundProcess process = start("printf '%s' \"$1\"; read -r line; printf '%s' \"$1\"", odd);
        process.expect("ready 1 2 3");
        process.submit("");

        process.waitFor();
        assertThat(process.output().bytes()).isEqualTo((odd + odd).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    default void letsACommandCloseItsOutput() {
        BackgroundProcess process = start("echo closing; exec >&- 2>&-; read -r line; exit 7");
        process.expect("closing");
        process.submit("");

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(7));
    }

    @Test
    default void keepsTheLastBytesOfMuchOutput() {
        BackgroundProcess process =
                processes().start(Command.of("seq", "1", "500000").withKeptOutput(10_000));

        assertThat(process.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(process.output().totalBytes()).isEqualTo(3_388_895);
        assertThat(process.output().text()).endsWith("\n499999\n500000\n");
    }
}
