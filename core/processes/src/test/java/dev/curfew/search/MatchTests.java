package dev.curfew.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.curfew.expect.Expectation;
import dev.curfew.expect.Match;
import dev.curfew.output.OutputMark;
import org.junit.jupiter.api.Test;

class MatchTests {

    private final FakeProcess process = new FakeProcess().prints("Serving on 127.0.0.1 port 8080 ...");

    @Test
    void tellsWhatWasFoundAndWhere() {
        Match match = process.expect("port ");

        assertThat(match.text()).isEqualTo("port ");
        assertThat(match.before()).isEqualTo("Serving on 127.0.0.1 ");
        assertThat(match.alternative()).isZero();
        assertThat(match.end()).isEqualTo(new OutputMark(26));
        assertThat(match).hasToString("port ");
    }

    @Test
    void givesGroupsByNumberAndByName() {
        Match match = process.expect(Expectation.regex("on (\\S+) port (?<port>\\d+)"));

        assertThat(match.group(0)).isEqualTo("on 127.0.0.1 port 8080");
        assertThat(match.group(1)).isEqualTo("127.0.0.1");
        assertThat(match.group(2)).isEqualTo("8080");
        assertThat(match.group("port")).isEqualTo("8080");
    }

    @Test
    void hasOnlyTheWholeMatchOfAText() {
        Match match = process.expect("port");

        assertThat(match.group(0)).isEqualTo("port");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> match.group(1))
                .withMessage("index must be between 0 and 0: 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> match.group("port"))
                .withMessage("name must be the name of a group, but a text has no groups: port");
    }

    @Test
    void refusesGroupsThatThePatternDoesNotHave() {
        Match match = process.expect(Expectation.regex("port (\\d+)"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> match.group(2))
                .withMessage("index must be between 0 and 1: 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> match.group(-1))
                .withMessage("index must be between 0 and 1: -1");
        assertThatIllegalArgumentException().isThrownBy(() -> match.group("port"));
    }

    @Test
    void refusesGroupsThatAreNotPartOfTheMatch() {
        Match match = process.expect(Expectation.regex("port(s)?(?<secure>s)?"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> match.group(1))
                .withMessage("group 1 is not part of the match: \"port\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> match.group("secure"))
                .withMessage("group <secure> is not part of the match: \"port\"");
    }

    @Test
    void endsWhereTheNextSearchBegins() {
        process.prints("a😀\u001B[1mb\u001B[0ma😀c");

        Match first = process.expect("a😀");
        Match second = process.expect(Expectation.text("a😀").from(first.end()));

        assertThat(second.before()).isEqualTo("b");
        assertThat(process.expect(Expectation.text("c").from(second.end())).before())
                .isEmpty();
    }

    @Test
    void ofNothingEndsWhereItBegan() {
        Match match = process.expect(Expectation.regex("x*").from(new OutputMark(3)));

        assertThat(match.text()).isEmpty();
        assertThat(match.end()).isEqualTo(new OutputMark(3));
    }
}
