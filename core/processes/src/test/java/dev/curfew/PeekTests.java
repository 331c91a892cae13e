package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.expect.Expectation;
import dev.curfew.expect.ExpectationFailedException;
import dev.curfew.output.OutputMark;
import dev.curfew.process.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnScope.class)
class PeekTests {

    @Test
    void consumesNothing(ProcessRegistry registry) {
        BackgroundProcess process = registry.start("echo one; echo two; read line");

        process.expect("one");
        assertThat(process.peek(Expectation.text("two")).text()).isEqualTo("two");
        assertThat(process.peek(Expectation.text("one").from(OutputMark.START)).before())
                .isEmpty();
        assertThat(process.expect("two").before()).isEqualTo("\n");
    }

    @Test
    void beginsAfterTheLastExpectationOfItsStream(ProcessRegistry registry) {
        BackgroundProcess process =
                registry.start(Command.shell("echo a1 a2; echo b1 b2 >&2").separateErrors());

        process.expect("a1");
        process.expect(Expectation.text("b1").fromErrors());

        assertThat(process.peek(Expectation.text("a")).end()).isEqualTo(new OutputMark(4));
        assertThat(process.peek(Expectation.text("b").fromErrors()).end()).isEqualTo(new OutputMark(4));
    }

    @Test
    void failsAsAnExpectationDoes(ProcessRegistry registry) {
        BackgroundProcess process = registry.start("echo one");

        assertThatThrownBy(() -> process.peek(Expectation.text("two")))
                .isInstanceOf(ExpectationFailedException.OutputEnded.class);
    }
}
