package dev.curfew.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TerminalSizeTests {

    @Test
    void is120ColumnsBy30RowsByDefault() {
        assertThat(TerminalSize.DEFAULT).isEqualTo(new TerminalSize(120, 30)).hasToString("120x30");
    }

    @Test
    void reachesFromOneCellToAllThatTheKernelCanStore() {
        assertThat(new TerminalSize(1, 1)).hasToString("1x1");
        assertThat(new TerminalSize(65_535, 65_535)).hasToString("65535x65535");
    }

    @Test
    void refusesOtherColumns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TerminalSize(0, 24))
                .withMessage("columns must be between 1 and 65535: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TerminalSize(65_536, 24))
                .withMessage("columns must be between 1 and 65535: 65536");
    }

    @Test
    void refusesOtherRows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TerminalSize(80, -1))
                .withMessage("rows must be between 1 and 65535: -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TerminalSize(80, 65_536))
                .withMessage("rows must be between 1 and 65535: 65536");
    }
}
