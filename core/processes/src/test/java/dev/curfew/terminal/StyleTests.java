package dev.curfew.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.curfew.terminal.Style.Attribute;
import org.junit.jupiter.api.Test;

class StyleTests {

    @Test
    void isAValue() {
        Style style = Style.PLAIN
                .with(Attribute.BOLD)
                .withForeground(Color.rgb(0xFF8000))
                .withBackground(Color.indexed(200))
                .withLink("http://a/");

        assertThat(style)
                .hasToString("bold #ff8000 on color 200 linked to http://a/")
                .isNotEqualTo(Style.PLAIN)
                .isEqualTo(Style.PLAIN
                        .withLink("http://a/")
                        .with(Attribute.BOLD)
                        .withForeground(new Color(Color.Kind.RGB, 0xFF8000))
                        .withBackground(new Color(Color.Kind.INDEXED, 200)))
                .hasSameHashCodeAs(style.with(Attribute.FAINT).without(Attribute.FAINT));
        assertThat(style.attributes()).containsExactly(Attribute.BOLD);
        assertThat(style.has(Attribute.BOLD)).isTrue();
        assertThat(style.has(Attribute.ITALIC)).isFalse();
        assertThat(Style.PLAIN).hasToString("plain");
    }

    @Test
    void staysTheSameIfNothingChanges() {
        assertThat(Style.PLAIN
                        .without(Attribute.BOLD)
                        .withForeground(Color.DEFAULT)
                        .withBackground(Color.DEFAULT)
                        .withLink(""))
                .isSameAs(Style.PLAIN);
    }

    @Test
    void refusesColorsThatDoNotExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Color.indexed(256))
                .withMessage("index must be between 0 and 255: 256");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Color.rgb(-1))
                .withMessage("value of kind RGB must be between 0 and 16777215: -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Color(Color.Kind.DEFAULT, 1))
                .withMessage("value of kind DEFAULT must be between 0 and 0: 1");
    }
}
