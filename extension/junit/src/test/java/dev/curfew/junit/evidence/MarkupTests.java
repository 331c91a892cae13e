package dev.curfew.junit.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupTests {

    @Test
    void escapesWhatHasAMeaning() {
        assertThat(Markup.escaped("<a href=\"x\" title='y'>&amp;</a>"))
                .isEqualTo("&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
    }

    @Test
    void keepsTextLinesAndTabs() {
        assertThat(Markup.escaped("Zoë\t→ 😀\n")).isEqualTo("Zoë\t→ 😀\n");
    }

    @Test
    void showsControlCharacters() {
        assertThat(Markup.escaped("\u0000\u0007\r\u001B\u007F")).isEqualTo("␀␇␍␛␡");
    }

    @Test
    void replacesWhatIsInvalidOrMisleading() {
        String hostile = "\uFFFE\uFFFF\u0085\u202E\u2066\u200F";

        assertThat(Markup.escaped(hostile)).isEqualTo("\uFFFD".repeat(hostile.length()));
        assertThat(Markup.escaped("\uD800x")).isEqualTo("\uFFFDx");
    }

    @Test
    void keepsMarkupForScriptsThatSetText() {
        assertThat(Markup.visible("<\u202E\u001B>")).isEqualTo("<\uFFFD␛>");
    }

    @Test
    void quotesForJsonAndForHtml() {
        assertThat(Json.quoted("</script><!-- \"\\\n\u001B\u2028 é"))
                .isEqualTo("\"\\u003c/script\\u003e\\u003c!-- \\\"\\\\\\n\\u001b\\u2028 é\"");
        assertThat(Json.quoted("😀\uD800")).isEqualTo("\"\\ud83d\\ude00\\ud800\"");
    }
}
