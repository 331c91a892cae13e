package dev.curfew.junit.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.terminal.Color;
import dev.curfew.terminal.Style;
import dev.curfew.terminal.Style.Attribute;
import org.junit.jupiter.api.Test;

class StyleMarkupTests {

    @Test
    void declaresNothingForPlainText() {
        assertThat(StyleMarkup.html(Style.PLAIN)).isEmpty();
        assertThat(StyleMarkup.html(Style.PLAIN.with(Attribute.BLINK).withLink("https://example.org")))
                .isEmpty();
    }

    @Test
    void declaresAttributes() {
        Style style = Style.PLAIN
                .with(Attribute.BOLD)
                .with(Attribute.FAINT)
                .with(Attribute.ITALIC)
                .with(Attribute.UNDERLINE)
                .with(Attribute.STRIKETHROUGH)
                .with(Attribute.OVERLINE);

        assertThat(StyleMarkup.html(style))
                .isEqualTo("font-weight:bold;opacity:.7;font-style:italic;"
                        + "text-decoration:underline line-through overline");
        assertThat(StyleMarkup.html(Style.PLAIN.with(Attribute.HIDDEN))).isEqualTo("color:transparent");
    }

    @Test
    void makesTextReadableInLightAndDark() {
        assertThat(text(Color.BRIGHT_WHITE)).isEqualTo("color:light-dark(#666666,#ffffff)");
        assertThat(text(Color.BLACK)).isEqualTo("color:light-dark(#000000,#808080)");
        assertThat(text(Color.rgb(0x707070))).isEqualTo("color:light-dark(#707070,#7e7e7e)");
    }

    @Test
    void keepsTheColorsOfTextWithABackground() {
        Style style = Style.PLAIN.withForeground(Color.rgb(0x123456)).withBackground(Color.BLUE);

        assertThat(StyleMarkup.html(style)).isEqualTo("background:#2472c8;color:#123456");
    }

    @Test
    void choosesBlackOrWhiteForTextWithoutAColor() {
        assertThat(StyleMarkup.html(Style.PLAIN.withBackground(Color.YELLOW)))
                .isEqualTo("background:#e5e510;color:#000000");
        assertThat(StyleMarkup.html(Style.PLAIN.withBackground(Color.indexed(17))))
                .isEqualTo("background:#00005f;color:#ffffff");
    }

    @Test
    void exchangesTheColorsOfInverseText() {
        Style inverse = Style.PLAIN.with(Attribute.INVERSE);

        assertThat(StyleMarkup.html(inverse)).isEqualTo("background:var(--text);color:var(--box)");
        assertThat(StyleMarkup.html(inverse.withForeground(Color.RED).withBackground(Color.WHITE)))
                .isEqualTo("background:#cd3131;color:#e5e5e5");
        assertThat(StyleMarkup.html(inverse.withForeground(Color.YELLOW)))
                .isEqualTo("background:#e5e510;color:#000000");
        assertThat(StyleMarkup.html(inverse.withBackground(Color.BRIGHT_WHITE)))
                .isEqualTo("background:var(--text);color:light-dark(#ffffff,#666666)");
    }

    @Test
    void brightensBoldText() {
        Style bold = Style.PLAIN.with(Attribute.BOLD).withForeground(Color.WHITE);

        assertThat(StyleMarkup.html(bold.withBackground(Color.WHITE)))
                .isEqualTo("background:#e5e5e5;color:#ffffff;font-weight:bold");
    }

    @Test
    void knowsThePalette() {
        assertThat(StyleMarkup.background(Style.PLAIN.withBackground(Color.indexed(16))))
                .contains("#000000");
        assertThat(StyleMarkup.background(Style.PLAIN.withBackground(Color.indexed(208))))
                .contains("#ff8700");
        assertThat(StyleMarkup.background(Style.PLAIN.withBackground(Color.indexed(231))))
                .contains("#ffffff");
        assertThat(StyleMarkup.background(Style.PLAIN.withBackground(Color.indexed(232))))
                .contains("#080808");
        assertThat(StyleMarkup.background(Style.PLAIN.withBackground(Color.indexed(255))))
                .contains("#eeeeee");
    }

    private static String text(Color color) {
        return StyleMarkup.html(Style.PLAIN.withForeground(color));
    }
}
