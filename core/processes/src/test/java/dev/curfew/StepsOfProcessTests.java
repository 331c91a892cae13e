package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.expect.Expectation;
import dev.curfew.expect.ExpectationFailedException;
import dev.curfew.process.Command;
import dev.curfew.process.Signal;
import dev.curfew.process.TerminalSize;
import dev.curfew.recording.RecordedLog;
import dev.curfew.recording.Step;
import dev.curfew.terminal.Key;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnScope.class)
class StepsOfProcessTests {

    private static List<String> steps(BackgroundProcess process) {
        return RecordedLog.of(process.output()).steps().kept().all().stream()
                .map(step -> step.kind() + (step.failed() ? " failed " : " ") + step.what())
                .toList();
    }

    @Test
    void areRecordedOnPipes(ProcessRegistry registry) {
        BackgroundProcess cat = registry.start("cat");
        Expectation never = Expectation.text("never").withTimeout(Duration.ofMillis(1));

        cat.submit("Ada");
        cat.expect("Ada");
        assertThatThrownBy(() -> cat.expect(never)).isInstanceOf(ExpectationFailedException.class);
        cat.closeInput();
        cat.waitFor();

        assertThat(steps(cat))
                .containsExactly(
                        "TYPED Ada\n",
                        "EXPECTED \"Ada\"",
                        "EXPECTED failed \"never\"",
                        "CLOSED_INPUT ",
                        "AWAITED_END ");
    }

    @Test
    void areRecordedOnTerminals(ProcessRegistry registry) {
        BackgroundProcess cat = registry.start(Command.of("cat").inTerminal());

        cat.press(Key.UP);
        cat.resize(new TerminalSize(100, 20));
        cat.awaitScreen(screen -> screen.columns() == 100);
        cat.signal(Signal.TERM);
        cat.waitFor();
        cat.stop();

        assertThat(steps(cat))
                .containsExactly(
                        "TYPED \u001B[A",
                        "RESIZED 100x20",
                        "AWAITED_SCREEN ",
                        "SIGNALED " + Signal.TERM,
                        "AWAITED_END ",
                        "STOPPED stop() was called");
    }

    @Test
    void areInTheOrderOfTheOutput(ProcessRegistry registry) {
        BackgroundProcess process = registry.start("echo one; read line; echo two");

        process.expect("one\n");
        process.submit("");
        process.expect("two\n");

        List<Step> steps = RecordedLog.of(process.output()).steps().kept().all();
        assertThat(steps).extracting(Step::outputAfter).isSorted();
        assertThat(steps.get(0).outputAfter()).isEqualTo(4);
        assertThat(steps.get(2).outputAfter()).isEqualTo(8);
    }
}
