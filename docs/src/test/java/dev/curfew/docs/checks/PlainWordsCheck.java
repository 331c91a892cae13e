package dev.curfew.docs.checks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds words for persons, which processes, files and threads are not, and literary words, in the text of a file: in
 * prose, comments, messages and names. Quotations are left out: text in quotation marks, code spans, and strings of one
 * word, such as the name of a user.
 */
final class PlainWordsCheck {

    /** What separates the words of a phrase: blanks, and what begins the lines of comments and the cells of tables. */
    private static final String GAP = "[\\s*/#|]+";

    private static final List<Rule> RULES = List.of(
            new Rule(
                    words(
                            "[nN]obody|[sS]omebody|[aA]nybody|[eE]verybody|[wW]hoever|[wW]homever|[hH]e|[hH]im|[hH]is|[sS]he"),
                    "processes, files and threads are not persons; name the thing, or write \"it\" or \"no process\""),
            new Rule(words("[lL]est|(?:has|have|had)~to~do~with|[tT]he~word~of"), "write plain, literal words"));

    private static final Pattern CODE = Pattern.compile("(?s)(//[^\n]*|/\\*.*?\\*/)|\"\"\".*?\"\"\""
            + "|\"[^\"\\\\\n]*+(?:\\\\.[^\"\\\\\n]*+)*+\"|'(?:\\\\.|[^'\\\\])[^'\n]*'");
    private static final Pattern QUOTATION = Pattern.compile("\"[^\"\n]*\"|`[^`\n]*`|\\{@code [^}]*}");
    private static final Pattern ONE_WORD = Pattern.compile("\"[^\"\\s]*\"|'[^'\\s]*'|\\\\\"[^\"\\\\\n]*\\\\\"");

    private PlainWordsCheck() {}

    private record Rule(Pattern words, String text) {}

    /** Words of texts and parts of names in camel case; not the names of users in paths, addresses and assignments. */
    private static Pattern words(String alternatives) {
        String parts = alternatives.replaceAll("\\[.(.)]", "$1");
        String expression = "(?:(?<![\\w:/@=-])(?:" + alternatives + ")|(?<=\\p{Ll})(?:" + parts + "))"
                + "(?![\\p{Ll}\\d_]|[:/@=-]\\w)";
        return Pattern.compile(expression.replace("~", GAP));
    }

    /**
     * {@return what is wrong, a line for each problem}
     *
     * @param path the path of the file, whose ending determines what a quotation is in it
     * @param text its text
     */
    static List<String> problems(Path path, String text) {
        List<String> problems = new ArrayList<>();
        if (RULES.stream().noneMatch(rule -> rule.words().matcher(text).find())) {
            return problems; // Of most files, without the work of finding the quotations.
        }
        String plain = withoutQuotations(path.toString(), text);
        for (Rule rule : RULES) {
            Matcher word = rule.words().matcher(plain);
            while (word.find()) {
                long line = 1
                        + plain.substring(0, word.start())
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
                problems.add(path + ":" + line + ": \"" + word.group() + "\": " + rule.text());
            }
        }
        return problems;
    }

    private static String withoutQuotations(String path, String text) {
        if (path.endsWith(".md")) {
            return without(QUOTATION, text);
        }
        return path.matches(".*\\.(java|c|h)")
                ? CODE.matcher(text)
                        .replaceAll(part -> Matcher.quoteReplacement(
                                without(part.group(1) == null ? ONE_WORD : QUOTATION, part.group())))
                : without(ONE_WORD, text);
    }

    private static String without(Pattern quotation, String text) {
        return quotation.matcher(text).replaceAll("\"\"");
    }
}
