package dev.curfew.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellTests {

    @Test
    void takesTheLineAsItsLastArgument() {
        assertThat(new Shell(List.of("zsh", "-f", "-c")).running("echo 'a b'"))
                .containsExactly("zsh", "-f", "-c", "echo 'a b'");
    }

    @Test
    void readsNoStartUpFilesUnlessItIsALoginShell() {
        assertThat(Shell.SH.argv()).containsExactly("sh", "-c");
        assertThat(Shell.BASH.argv()).containsExactly("bash", "-c");
        assertThat(Shell.BASH_LOGIN.argv()).containsExactly("bash", "-lc");
    }

    @Test
    void copiesItsArguments() {
        List<String> argv = new ArrayList<>(List.of("sh", "-c"));
        Shell shell = new Shell(argv);
        argv.clear();

        assertThat(shell).isEqualTo(Shell.SH);
    }

    @Test
    void mustHaveAProgram() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Shell(List.of()))
                .withMessage("argv of a shell must not be empty: []");
    }
}
