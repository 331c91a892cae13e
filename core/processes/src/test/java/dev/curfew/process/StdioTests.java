package dev.curfew.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StdioTests {

    @Test
    void isShownInWords() {
        assertThat(Stdio.MERGED_PIPES).hasToString("pipes");
        assertThat(Stdio.SEPARATE_PIPES).hasToString("pipes, errors apart");
        assertThat(new Stdio.Terminal(new TerminalSize(80, 24))).hasToString("terminal 80x24");
    }
}
