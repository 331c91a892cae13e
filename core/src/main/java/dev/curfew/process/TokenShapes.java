package dev.curfew.process;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What secrets look like that name themselves: tokens of services, keys, headers, passwords in addresses.
 *
 * <p>Each has words of which one stands in every text that has something of its shape, so that most texts are not searched.
 * No pattern takes more than linear time.
 */
final class TokenShapes {

    private static final String REPLACEMENT = Redaction.MARK;

    private static final List<Shape> SHAPES = List.of(
            shape("(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{20,}", "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
            shape("github_pat_\\w{20,}", "github_pat_"),
            shape("glpat-[\\w-]{16,}", "glpat-"),
            shape("(?<![A-Za-z0-9])sk-[\\w-]{20,}", "sk-"),
            shape("(?<![A-Za-z0-9])[rs]k_(?:live|test)_\\w{16,}", "k_live_", "k_test_"),
            shape("(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])", "AKIA", "ASIA"),
            shape("AIza[\\w-]{30,}", "AIza"),
            shape("(?<![A-Za-z0-9])xox[abeoprs]-[A-Za-z0-9-]{10,}", "xox"),
            shape("(?<![A-Za-z0-9])npm_[A-Za-z0-9]{30,}", "npm_"),
            shape("(?<![A-Za-z0-9])hf_[A-Za-z0-9]{30,}", "hf_"),
            shape("pypi-[\\w-]{30,}", "pypi-"),
            shape("dckr_pat_[\\w-]{20,}", "dckr_pat_"),
            shape("(?<![\\w-])eyJ[\\w-]{8,}+\\.eyJ[\\w-]{8,}+\\.[\\w-]*", "eyJ"),
            shape(
                    "-----BEGIN [A-Z ]*PRIVATE KEY-----(?s:.*?)(?:-----END [A-Z ]*PRIVATE KEY-----|\\z)",
                    "PRIVATE KEY---"),
            keeping(
                    "((?i:authorization)[\"']?[ \\t]*[:=][ \\t]*[\"']?(?:(?i:basic|bearer|digest|token)[ \\t]+)?)[^\\s\"',;]+",
                    "uthorization",
                    "UTHORIZATION"),
            keeping("((?i:bearer)[ \\t]+)[\\w.~+/=-]{16,}", "earer", "EARER"),
            keeping("(://[^\\s/:@]{0,256}:)[^\\s/\"'<>]{1,1024}(?=@)", "://"),
            keeping("(://)[^\\s/:@]{20,256}(?=@)", "://"));

    /**
     * One of them.
     *
     * @param words of which every such text has one
     * @param pattern what it looks like
     * @param replacement what stands there instead
     */
    private record Shape(List<String> words, Pattern pattern, String replacement) {

        String redact(String text) {
            return words.stream().anyMatch(text::contains)
                    ? pattern.matcher(text).replaceAll(replacement)
                    : text;
        }
    }

    private TokenShapes() {}

    private static Shape shape(String pattern, String... words) {
        return new Shape(List.of(words), Pattern.compile(pattern), REPLACEMENT);
    }

    /** Its first group stays. */
    private static Shape keeping(String pattern, String... words) {
        return new Shape(List.of(words), Pattern.compile(pattern), "$1" + REPLACEMENT);
    }

    static String redact(String text) {
        String redacted = text;
        for (Shape shape : SHAPES) {
            redacted = shape.redact(redacted);
        }
        return redacted;
    }
}
